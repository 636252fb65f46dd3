import { createReranker } from '../../../dist/index.js'
import type { Candidates } from '../make-candidates.ts'
import type { Contestant } from './contestant.ts'

/** This package as a user has it, with room for the longest candidate, since the others do not cut at 256 tokens either. */
export async function openSecondpass({
  candidates: { query, documents },
  workers,
}: {
  candidates: Candidates
  workers?: number
}): Promise<Contestant> {
  const reranker = createReranker('secondpass-en', { maxTokens: 512, workers })
  await reranker.load()
  return {
    rerank: async () => {
      const { results } = await reranker.rerank({ query, documents, returnLogits: true })
      return results.toSorted((a, b) => a.index - b.index).map(({ logit }) => logit ?? Number.NaN)
    },
  }
}
