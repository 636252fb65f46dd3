import { SecondpassError } from '../reranker/index.ts'

/** A model folder or graph that is not as it must be; `problem` completes "The model …". */
export function invalidModel(problem: string, cause?: unknown): SecondpassError {
  return new SecondpassError({ code: 'invalid_model', message: `The model ${problem}.`, cause })
}
