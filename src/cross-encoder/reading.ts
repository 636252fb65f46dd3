import type { WorkOptions } from '../reranker/index.ts'
import type { CrossEncoderSettings } from './cross-encoder-options.ts'

/** How a request's long documents are read. */
export interface Reading {
  /** Whether in chunks, and not their beginning only. */
  readonly chunked: boolean
  /** The most chunks of one document. */
  readonly maxChunks: number
  /** The most tokens of one document. */
  readonly maxDocumentTokens: number
}

/** What a request says about it, and for the rest the reranker's settings. */
export function readingOf({
  options,
  settings,
}: {
  options: WorkOptions
  /** Undefined for a model that is not there yet: they are not known. */
  settings: CrossEncoderSettings | undefined
}): Reading {
  const { maxChunks, maxDocumentTokens = Number.POSITIVE_INFINITY } = options
  if (maxChunks !== undefined) return { chunked: maxChunks > 1, maxChunks, maxDocumentTokens }
  const chunked = settings?.longDocuments === 'chunk'
  return { chunked, maxChunks: chunked ? settings.maxChunks : 1, maxDocumentTokens }
}
