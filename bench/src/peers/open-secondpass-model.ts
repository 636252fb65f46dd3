import { createReranker } from '../../../dist/index.js'
import type { Peer } from './peer-tasks.ts'

type Reranker = ReturnType<typeof createReranker>

/** This package with a model folder. */
export async function openSecondpassModel({ folder, threads }: { folder: string; threads: number }): Promise<Peer> {
  const open = (maxTokens?: number): Reranker => createReranker(folder, { dtype: 'fp32', workers: threads, maxTokens })
  const byDefault = open()
  await byDefault.load()
  /** The limit is a reranker's setting, so there is one for each limit that comes up. */
  const byLimit = new Map<number, Reranker>()

  async function rerank(
    reranker: Reranker,
    { query, documents }: { query: string; documents: readonly string[] },
  ): Promise<(number | null)[]> {
    const { results } = await reranker.rerank({ query, documents })
    const scores = documents.map((): number | null => null)
    for (const { index, score } of results) scores[index] = score
    return scores
  }

  return {
    rerank: async (request) => await rerank(byDefault, request),
    score: async ({ query, document, maxTokens }) => {
      const reranker = byLimit.get(maxTokens) ?? open(maxTokens)
      byLimit.set(maxTokens, reranker)
      const [score = null] = await rerank(reranker, { query, documents: [document] })
      return score
    },
    read: () => ({}), // Its tokens are its own affair.
  }
}
