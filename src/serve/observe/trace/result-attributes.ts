import type { Attributes } from '@opentelemetry/api'
import type { ServedAnswer } from '../../answer/served-answer.ts'
import { maxDocuments } from './max-documents.ts'

/** The best results of an answer: each document's place in the request, and its score. */
export function resultAttributes(answers: readonly ServedAnswer[]): Attributes {
  const results = answers[0]?.response.results.slice(0, maxDocuments) ?? []
  const entries = results.flatMap(({ index, score }, place) => {
    const prefix = `reranker.output_documents.${place}.document`
    return [[`${prefix}.id`, String(index)], ...(score === null ? [] : [[`${prefix}.score`, score]])]
  })
  return Object.fromEntries(entries)
}
