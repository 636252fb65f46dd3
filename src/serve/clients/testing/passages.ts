import { createReranker } from '../../../create-reranker.ts'
import { convertScore } from '../../../reranker/index.ts'

export const query = 'how many people live in berlin'

/** What every client is given; none is in its place. */
export const passages: readonly string[] = [
  'Berlin is well known for its museums.',
  'The pear is a fruit.',
  'Berlin has 3.6 million registered inhabitants.',
  'Hamburg has a large harbour: “Größter Hafen” 🚢.',
]

/** A result as the tests compare it, whatever a client calls its parts. */
export interface Ranked {
  readonly index: number
  readonly score: number
}

/** What the embedded model says of the passages, without a server: best first, scores between 0 and 1. */
export async function rankLocally(documents: readonly string[] = passages): Promise<Ranked[]> {
  await using reranker = createReranker('secondpass-en', { workers: 1 })
  const { results } = await reranker.rerank({ query, documents, returnLogits: true })
  return results.map(({ index, logit }) => ({
    index,
    score: convertScore({ raw: logit as number, from: 'logit', to: 'sigmoid' }) as number,
  }))
}
