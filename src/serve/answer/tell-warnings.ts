import type { RerankResponse } from '../../reranker/index.ts'
import { outwardWarning } from './outward-warning.ts'
import { placesOf } from './places-of.ts'
import type { ServedRequest } from './served-request.ts'

/** Places of documents that a warning names at most. */
const named = 20

/**
 * What a client should know of a response, in words.
 *
 * @param depth - Candidates that the model scores of a request that names no depth itself.
 */
export function tellWarnings({
  request,
  response: { warnings, degraded },
  depth,
}: {
  request: ServedRequest
  response: Pick<RerankResponse, 'warnings' | 'degraded'>
  depth: number | undefined
}): string[] {
  const at = (indexes: readonly number[]): string =>
    `Documents: ${placesOf({ request, indexes: indexes.slice(0, named) }).join(', ')}.`
  const told = warnings
    .map(outwardWarning)
    .map(({ message, indexes }) => (indexes === undefined ? message : `${message} ${at(indexes)}`))
  const beyond = request.depth === undefined && depth !== undefined ? findTexts({ request, from: depth }) : []
  if (beyond.length > 0) {
    const which = beyond.length === 1 ? '1 document' : `${beyond.length} documents`
    told.push(`${which} after the first ${depth} ${beyond.length === 1 ? 'was' : 'were'} not scored. ${at(beyond)}`)
  }
  if (degraded) told.push(`degraded: ${degraded.reason}. ${degraded.message}`)
  return told
}

/** Documents without text have a warning of their own. */
function findTexts({ request: { documents }, from }: { request: ServedRequest; from: number }): number[] {
  return documents.flatMap(({ text }, index) => (index >= from && text.trim() !== '' ? [index] : []))
}
