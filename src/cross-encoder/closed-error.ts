import { SecondpassError } from '../reranker/index.ts'

/** What a caller gets who uses a reranker after its end. */
export function closedError(): SecondpassError {
  return new SecondpassError({
    code: 'closed',
    message: 'This reranker was closed. Make a new one with createReranker.',
  })
}
