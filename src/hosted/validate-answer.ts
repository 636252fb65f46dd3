import { SecondpassError } from '../reranker/index.ts'
import type { WireAnswer, WireScore } from './provider.ts'

/**
 * Holds an answer against the call: every text has one finite score, and nothing else is there. Services answer 200 with
 * errors in the body, with fewer results than documents, and with places that no document has.
 *
 * @returns The scores by the texts' places.
 * @throws SecondpassError `invalid_scores`.
 */
export function validateAnswer({
  answer,
  count,
  service,
}: {
  answer: WireAnswer
  count: number
  service: string
}): WireScore[] {
  const byPlace: (WireScore | undefined)[] = new Array(count).fill(undefined)
  for (const one of answer.scores) {
    const { index, score } = one
    if (!Number.isInteger(index) || index < 0 || index >= count)
      throw invalid(service, `names the document ${index} of ${count}`)
    if (byPlace[index] !== undefined) throw invalid(service, `names the document ${index} twice`)
    if (!Number.isFinite(score)) throw invalid(service, `gives ${score} as a score`)
    byPlace[index] = one
  }
  const missing = byPlace.filter((one) => one === undefined).length
  if (missing > 0) throw invalid(service, `leaves out ${missing} of ${count} documents`)
  return byPlace as WireScore[]
}

function invalid(service: string, problem: string): SecondpassError {
  return new SecondpassError({ code: 'invalid_scores', message: `The answer of ${service} ${problem}.` })
}
