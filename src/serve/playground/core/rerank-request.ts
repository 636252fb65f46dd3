import type { Candidate } from './candidate.ts'

/** What is asked of one model, as the form says. */
export interface PlaygroundRequest {
  readonly model: string
  readonly query: string
  readonly candidates: readonly Candidate[]
  /** Fields of objects that are read; none stands for `text`. */
  readonly fields?: readonly string[] | undefined
  readonly topK?: number | undefined
  readonly depth?: number | undefined
  /** Parts in which a long document is read, at most. */
  readonly maxChunks?: number | undefined
}

/** The body of `POST /secondpass/v1/rerank` for a request. */
export function toRerankBody({
  model,
  query,
  candidates,
  fields,
  topK,
  depth,
  maxChunks,
}: PlaygroundRequest): Record<string, unknown> {
  return {
    model,
    query,
    documents: candidates,
    ...(fields !== undefined && fields.length > 0 && { fields }),
    ...(topK !== undefined && { topK }),
    ...(depth !== undefined && { depth }),
    ...(maxChunks !== undefined && { maxChunks }),
    returnDocuments: false,
  }
}
