import { type ErrorCode, type Reranker, rerankWith, type Scorer, SecondpassError } from '../../../reranker/index.ts'

/**
 * A reranker with known numbers: the score of a text is its length, a pair has 10 tokens and costs a quarter of a dollar, texts
 * that begin with `known` come from a cache and `long` ones are cut. A query `fail CODE` fails with that code, `crash` with an
 * error that repeats the query and the documents.
 *
 * @param options - `until`: what its answers wait for.
 */
export function scriptedReranker({ id = 'scripted', until }: { id?: string; until?: Promise<void> } = {}): Reranker {
  const scorer: Scorer = {
    model: { id },
    rawScale: 'logit',
    scale: 'logit',
    coarse: true,
    score: async (task) => {
      await until
      const { query, texts } = task
      const [word, code] = query.split(' ')
      if (word === 'fail') throw new SecondpassError({ code: code as ErrorCode, message: 'It failed.' })
      if (word === 'crash') throw new Error(`at ${query}\n    at ${texts.join(' ')}`)
      for (const [position, text] of texts.entries()) {
        const known = text.startsWith('known')
        task.onScore(position, { raw: text.length, truncated: text.startsWith('long') })
        task.onUsage(
          known ? { cacheHits: 1 } : { pairs: 1, tokens: 10, cost: 0.25, cacheHits: 0, tokenize: 1, infer: 2 },
        )
      }
    },
  }
  return {
    id,
    rerank: async (request) => await rerankWith(scorer, request),
    estimate: ({ documents }) => ({ pairs: documents.length, requests: 0, tokens: 10 * documents.length }),
  }
}
