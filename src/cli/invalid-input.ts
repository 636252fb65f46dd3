import { SecondpassError } from '../reranker/index.ts'

/** An error of the command line or of an input file; ends the command with exit code 2. */
export function invalidInput(message: string, cause?: unknown): SecondpassError {
  return new SecondpassError({ code: 'invalid_request', message, cause })
}
