import type { ServedAnswer } from '../../answer/served-answer.ts'

/** Says that raw scores were asked for in vain: the model's service gives no others than its own. */
export function tellRaw({ answer, raw }: { answer: ServedAnswer; raw: boolean }): ServedAnswer {
  const { response, warnings } = answer
  if (!raw || response.results.every(({ score, logit }) => score === null || typeof logit === 'number')) return answer
  return { ...answer, warnings: [...warnings, 'The model gives no raw scores; these are on its own scale.'] }
}
