import { SecondpassError } from '../../reranker/index.ts'

/** An answer that cannot be read, or can in two ways. Holds nothing of its contents. */
export function refusal(problem: string): SecondpassError {
  return new SecondpassError({
    code: 'invalid_scores',
    message: `The server's answer ${problem}. Say its shape by \`dialect\`: a name, or functions of your own.`,
  })
}
