import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { type Reranker, rerankWith, type Scorer } from '../../../reranker/index.ts'

/** The score of a pair, which no other pair has: between 0 and 1, by its texts. */
export function scoreOf(query: string, text: string): number {
  return createHash('sha256').update(`${query}\n${text}`).digest().readUInt32BE() / 2 ** 32
}

/** A reranker that scores a pair by its texts alone, gives way to others after each, and stops when it is told to. */
export class PairReranker implements Reranker {
  readonly id = 'pairs'
  /** Pairs that were scored. */
  pairs = 0
  /** Requests under way, now and at most. */
  open = 0
  mostOpen = 0

  readonly #scorer: Scorer = {
    model: { id: 'pairs' },
    rawScale: 'provider',
    scale: 'provider',
    score: async ({ query, texts, signal, onScore, onUsage }) => {
      this.mostOpen = Math.max(this.mostOpen, ++this.open)
      try {
        const order = [...texts.keys()].sort(
          (a, b) => scoreOf('', texts[a] as string) - scoreOf('', texts[b] as string),
        )
        for (const position of order) {
          await setImmediate()
          signal.throwIfAborted()
          this.pairs++
          onScore(position, { raw: scoreOf(query, texts[position] as string), truncated: false })
          onUsage({ pairs: 1, tokens: 1 })
        }
      } finally {
        this.open--
      }
    },
  }

  rerank: Reranker['rerank'] = (request) => rerankWith(this.#scorer, request)
}
