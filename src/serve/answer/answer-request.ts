import type { RerankResponse } from '../../reranker/index.ts'
import type { ServedModel } from '../models/served-model.ts'
import { ServeError } from '../serve-error.ts'
import type { ServedAnswer } from './served-answer.ts'
import type { ServedDocument, ServedRequest } from './served-request.ts'

/** Lets a request in, has it answered by its model, and says what became of it. */
export async function answerRequest({
  request,
  model,
  deadline,
  signal,
}: {
  request: ServedRequest
  model: ServedModel
  /** Milliseconds until the answer is due. */
  deadline: number
  /** Fires when the client is gone, or the server ends. */
  signal: AbortSignal
}): Promise<ServedAnswer> {
  const startedAt = performance.now()
  const { query, documents, topK, depth = model.depth, priority, maxDocumentTokens, maxChunks } = request
  const work = { priority, maxDocumentTokens, maxChunks }
  const asked = { query, documents, topK, depth, ...work, signal, returnLogits: true } as const
  const estimate = await model.reranker.estimate?.(asked)
  const admitted = model.admission.enter({ tokens: estimate?.tokens ?? 0, deadline, priority })
  let response: RerankResponse<ServedDocument> | undefined
  try {
    const left = Math.max(0, deadline - (performance.now() - startedAt))
    response = await model.reranker.rerank({ ...asked, deadline: left })
  } finally {
    admitted.end(response && response.timings.tokenize + response.timings.infer)
  }
  refuseCut(request, response)
  return { request, model: model.name, response, warnings: [...request.warnings, ...tellWarnings(response)] }
}

function refuseCut({ truncate }: ServedRequest, { usage, warnings }: RerankResponse<ServedDocument>): void {
  if (truncate || (usage.truncated === 0 && !warnings.some(({ code }) => code === 'query_truncated'))) return
  const message = `${usage.truncated} of the documents, or the query, are longer than what the model reads, and the request forbids to cut them.`
  throw new ServeError({ code: 'invalid_request', status: 422, message })
}

function tellWarnings({ warnings, usage, degraded }: RerankResponse<ServedDocument>): string[] {
  const told = warnings.map(({ message, indexes }) =>
    indexes === undefined ? message : `${message} Documents: ${indexes.slice(0, 20).join(', ')}.`,
  )
  if (usage.truncated > 0)
    told.push(`${usage.truncated} documents were longer than what the model reads, and were cut.`)
  if (degraded) told.push(`degraded: ${degraded.reason}. ${degraded.message}`)
  return told
}
