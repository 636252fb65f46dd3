import { type Reranker, rerankWith, type Scorer } from '../../../reranker/index.ts'

/** A model that answers when the test lets it: the state in which a server is busy for as long as a test needs. */
export class HeldModel implements Reranker {
  readonly id = 'held'
  /** Requests that wait for `release`. */
  waiting = 0
  #release: () => void = () => {}
  #released: Promise<void> = Promise.resolve()

  readonly #scorer: Scorer = {
    model: { id: 'held' },
    rawScale: 'logit',
    scale: 'sigmoid',
    score: async ({ texts, signal, onScore }) => {
      this.waiting++
      try {
        await Promise.race([this.#released, aborted(signal)])
      } finally {
        this.waiting--
      }
      for (const [position] of texts.entries()) onScore(position, { raw: -position, truncated: false })
    },
  }

  rerank: Reranker['rerank'] = (request) => rerankWith(this.#scorer, request)

  /** From now on, requests wait. */
  hold(): void {
    this.#released = new Promise((resolve) => {
      this.#release = resolve
    })
  }

  release(): void {
    this.#release()
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}
