import { estimateTokens } from '../../../reranker/index.ts'
import type { ServedAnswer } from '../../answer/served-answer.ts'

/** Tokens of a query with its document that Cohere bills as one piece, and pieces of a search unit. */
const unit = { tokens: 500, pieces: 100 } as const

/**
 * Search units as Cohere bills them: a query with up to 100 documents, of which one longer than 500 tokens, the query
 * included, counts once for each 500 begun. A hosted service's own count goes before; else tokens are estimated from letters.
 */
export function countSearchUnits({ request, response }: ServedAnswer): number {
  if (response.usage.searchUnits !== undefined) return response.usage.searchUnits
  const query = estimateTokens(request.query)
  const pieces = request.documents.map(({ text }) => Math.ceil((query + estimateTokens(text)) / unit.tokens))
  const sum = pieces.reduce((total, each) => total + Math.max(1, each), 0)
  return Math.max(1, Math.ceil(sum / unit.pieces))
}
