import { AsyncResource } from 'node:async_hooks'
import { type BulkheadPolicy, bulkhead } from 'cockatiel'
import { CallFailure } from './call-failure.ts'
import { Stopped } from './stopped.ts'

/** Lets a number of calls run at once, and a number wait. Who stops waiting gives the place in the queue back at once. */
export class CallQueue {
  readonly #bulkhead: BulkheadPolicy
  readonly #maxQueue: number
  #waiting = 0

  constructor({ concurrency, maxQueue }: { concurrency: number; maxQueue: number }) {
    // The bulkhead's own queue keeps those who left in their places, so those who wait are counted here.
    this.#bulkhead = bulkhead(concurrency, Number.POSITIVE_INFINITY)
    this.#maxQueue = maxQueue
  }

  /** @throws CallFailure `overloaded` when the queue is full. */
  async run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    if (this.#bulkhead.executionSlots <= 0 && this.#waiting >= this.#maxQueue) {
      throw new CallFailure({
        code: 'overloaded',
        problem: `is called too often: ${this.#waiting} calls wait already`,
        advice: 'Send fewer requests at once, or raise `concurrency` or `maxQueue`.',
        retryable: true,
      })
    }
    let left = false
    const leave = () => {
      if (!left) this.#waiting--
      left = true
    }
    this.#waiting++
    signal.addEventListener('abort', leave, { once: true })
    try {
      // A call that waited is started by the one that ended before it: bound, it still runs in its own caller's context.
      const start = AsyncResource.bind(async () => {
        leave()
        if (signal.aborted) throw new Stopped()
        return await work()
      })
      // Not with the signal: the bulkhead starts nobody in place of one who left, and the next would wait for ever.
      return await this.#bulkhead.execute(start)
    } finally {
      signal.removeEventListener('abort', leave)
    }
  }
}
