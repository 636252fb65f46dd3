import PQueue from 'p-queue'
import { type Document, type RerankRequest, SecondpassError, withDeadline } from '../reranker/index.ts'

/** Lets so many requests go on at once, and so many wait. */
export class Turns {
  readonly #queue: PQueue
  readonly #maxQueue: number

  constructor({ concurrency, maxQueue }: { concurrency: number; maxQueue: number }) {
    this.#queue = new PQueue({ concurrency })
    this.#maxQueue = maxQueue
  }

  /**
   * Resolves when it is the request's turn, with the function that ends it.
   *
   * @throws SecondpassError `overloaded` when too many wait; `timeout` or `cancelled` while waiting.
   */
  async take<D extends Document>({ signal, deadline }: RerankRequest<D>): Promise<() => void> {
    const full = this.#queue.pending >= this.#queue.concurrency
    if (full && this.#queue.size >= this.#maxQueue) {
      const message = `${this.#queue.pending} requests are under way and ${this.#queue.size} wait; no more are taken.`
      throw new SecondpassError({ code: 'overloaded', message })
    }
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    try {
      await withDeadline({
        signal,
        deadline,
        work: (stop) =>
          new Promise<void>((resolve, reject) => {
            const begin = () => {
              resolve()
              return held
            }
            this.#queue.add(begin, { signal: stop }).catch(reject)
          }),
      })
    } catch (error) {
      release()
      throw error
    }
    return release
  }
}
