import type { Document } from './document.ts'
import type { RerankRequest } from './rerank-request.ts'

/** What a request says about the work on it: how urgent it is, and how much of each document is read. */
export type WorkOptions = Pick<RerankRequest, 'priority' | 'maxDocumentTokens' | 'maxChunks'>

/** The name of one of them. */
export type WorkOption = keyof WorkOptions

/** All of them, for those who cannot apply some. */
export const workOptions: readonly WorkOption[] = ['priority', 'maxDocumentTokens', 'maxChunks']

/** A request's own, and nothing else of it. */
export function workOptionsOf<D extends Document>(request: Pick<RerankRequest<D>, WorkOption>): WorkOptions {
  const { priority, maxDocumentTokens, maxChunks } = request
  return { priority, maxDocumentTokens, maxChunks }
}
