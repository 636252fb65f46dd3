import type { ServedAnswer } from '../../answer/served-answer.ts'

/** The answer to a body that is one request. */
export function onlyAnswer(answers: readonly ServedAnswer[]): ServedAnswer {
  const [answer] = answers
  if (answer === undefined || answers.length > 1) throw new TypeError(`One answer was expected, not ${answers.length}.`)
  return answer
}
