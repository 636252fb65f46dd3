import type { Attributes } from '@opentelemetry/api'
import type { ServedAnswer } from '../../answer/served-answer.ts'
import type { ServedRequest } from '../../answer/served-request.ts'
import { maxDocuments } from './max-documents.ts'

/** The texts of a request: only for operators who asked for them. */
export function contentAttributes({
  requests: [request],
  answers: [answer],
}: {
  requests: readonly ServedRequest[]
  answers: readonly ServedAnswer[]
}): Attributes {
  if (request === undefined) return {}
  const received = request.documents.slice(0, maxDocuments).flatMap(({ text }, index) => {
    const prefix = `reranker.input_documents.${index}.document`
    return [
      [`${prefix}.id`, String(index)],
      [`${prefix}.content`, text],
    ]
  })
  const results = answer?.response.results.slice(0, maxDocuments) ?? []
  const returned = results.map(({ document }, place) => [
    `reranker.output_documents.${place}.document.content`,
    document.text,
  ])
  return { 'reranker.query': request.query, ...Object.fromEntries([...returned, ...received]) }
}
