import { estimateTokens } from '../../reranker/index.ts'

/** Tokens of a piece that counts as one document of a search. */
const pieceTokens = 500
/** Documents, or pieces of such, of one search unit. */
const unitDocuments = 100

/**
 * The search units of one call, as Cohere counts them and those who sell its models: one query with up to 100 documents
 * is a unit, and a document of more than 500 tokens counts once for every 500.
 *
 * That each piece is counted with the query's tokens, and that every call is at least one unit, is inferred from Cohere's
 * older price pages and not stated by those of today (read 2026-11-22: the price questions as quoted at
 * https://www.developersdigest.tech/models/rerankers/cohere, and https://docs.pinecone.io/models/cohere-rerank-4-fast).
 * Tokens are estimated, on the high side; where the service tells its own count, that one is used.
 */
export function searchUnits({ query, texts }: { query: string; texts: readonly string[] }): number {
  const queryTokens = estimateTokens(query)
  const pieces = texts.map((text) => Math.max(1, Math.ceil((queryTokens + estimateTokens(text)) / pieceTokens)))
  return Math.max(1, Math.ceil(pieces.reduce((sum, count) => sum + count, 0) / unitDocuments))
}
