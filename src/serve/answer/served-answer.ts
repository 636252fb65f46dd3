import type { RerankResponse } from '../../reranker/index.ts'
import type { ServedDocument, ServedRequest } from './served-request.ts'

/** The answer to a {@link ServedRequest}, for a dialect to write. */
export interface ServedAnswer {
  readonly request: ServedRequest
  /** The name under which the model is served. */
  readonly model: string
  readonly response: RerankResponse<ServedDocument>
  /** All that the client should know of, in words. What is counted over all answers to a body is told with the first. */
  readonly warnings: readonly string[]
}
