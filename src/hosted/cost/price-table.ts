import type { ListedPrice } from './price.ts'

const date = '2026-11-22'
const guide = 'https://artificial-intelligence-wiki.com/ai-development/rag-systems/cohere-rerank-guide'
const calculator = 'https://www.getmaxim.ai/bifrost/llm-cost-calculator'
const gateway = 'https://vercel.com/changelog/voyage-rerank-3-and-rerank-3-lite-are-now-available-on-ai-gateway'
const jina = "https://github.com/BerriAI/litellm (its table of Jina's prices)"

/**
 * What hosted models cost, where a source was found; all others are unknown, and stay so. Prices change: look at `date`,
 * and pass the `price` of your own contract to `createReranker` where it differs.
 *
 * @example
 * ```ts
 * import { priceTable } from 'secondpass'
 *
 * const listed = priceTable.find(({ model }) => model === 'cohere:rerank-v5.0-pro')
 * console.log(listed?.perMillionTokens, listed?.date, listed?.source, listed?.verified)
 * ```
 */
export const priceTable: readonly ListedPrice[] = [
  unverified({ model: 'cohere:rerank-v5.0-pro', perMillionTokens: 0.05, source: calculator }),
  unverified({ model: 'cohere:rerank-v5.0-fast', perMillionTokens: 0.02, source: calculator }),
  unverified({ model: 'cohere:rerank-v4.0-pro', perThousandSearchUnits: 2, source: guide }),
  unverified({ model: 'cohere:rerank-v4.0-fast', perThousandSearchUnits: 2, source: guide }),
  unverified({ model: 'cohere:rerank-v3.5', perThousandSearchUnits: 2, source: guide }),
  unverified({ model: 'voyage:rerank-3', perMillionTokens: 0.05, source: gateway }),
  unverified({ model: 'voyage:rerank-3-lite', perMillionTokens: 0.02, source: gateway }),
  unverified({ model: 'jina:jina-reranker-v2-base-multilingual', perMillionTokens: 0.018, source: jina }),
  unverified({ model: 'jina:jina-reranker-v3', perMillionTokens: 0.018, source: jina }),
  unverified({ model: 'jina:jina-reranker-m0', perMillionTokens: 0.018, source: jina }),
  unverified({ model: 'together:Salesforce/Llama-Rank-v1', perMillionTokens: 0.1, source: calculator }),
]

function unverified(price: Omit<ListedPrice, 'date' | 'verified'>): ListedPrice {
  return { ...price, date, verified: false }
}
