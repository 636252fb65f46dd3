import type { Candidate } from './candidate.ts'

/**
 * The text of a candidate as the server reads it: the string, or the named fields joined by line breaks. So the places of
 * passages, which the server counts in that text, can be found here.
 *
 * @param fields - Names of fields; none stands for `text`.
 */
export function readCandidateText({
  candidate,
  fields,
}: {
  candidate: Candidate
  fields?: readonly string[] | undefined
}): string {
  if (typeof candidate === 'string') return candidate
  const names = fields === undefined || fields.length === 0 ? ['text'] : fields
  return names
    .map((name) => candidate[name])
    .filter((value) => typeof value === 'string')
    .join('\n')
}
