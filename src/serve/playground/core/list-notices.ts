import type { RerankAnswer } from './rerank-answer.ts'

/** Candidates that are named; more are counted. */
const named = 10

/** What the reader should know of an answer beside its order: less than asked for, warnings, texts cut or not scored. */
export function listNotices({ degraded, warnings, usage, coverage }: RerankAnswer): string[] {
  const unscored = coverage.candidates - coverage.scored
  return [
    ...(degraded === undefined ? [] : [`Less than asked for (${degraded.reason}): ${degraded.message}`]),
    ...warnings.filter(isNews).map(({ message, indexes }) => `${message}${placesOf(indexes)}`),
    ...(usage.truncated === 0
      ? []
      : [
          `${count(usage.truncated, 'was', 'were')} longer than what the model reads, and cut. More parts read more of it.`,
        ]),
    ...(unscored === 0
      ? []
      : [
          `${count(unscored, 'was', 'were')} not scored, and ${unscored === 1 ? 'comes' : 'come'} after all that were.`,
        ]),
  ]
}

/** Warnings for clients that read words only repeat what the answer says in numbers, and what is said here from those. */
function isNews({ code, message }: RerankAnswer['warnings'][number]): boolean {
  return code !== undefined || !/^degraded: |longer than what was read| not scored\. /.test(message)
}

function count(candidates: number, one: string, several: string): string {
  return candidates === 1 ? `1 candidate ${one}` : `${candidates} candidates ${several}`
}

function placesOf(indexes: readonly number[] | undefined): string {
  if (indexes === undefined || indexes.length === 0) return ''
  const rest = indexes.length - named
  const first = indexes.slice(0, named).map((index) => index + 1)
  return ` (${first.length === 1 ? 'Candidate' : 'Candidates'} ${first.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.)`
}
