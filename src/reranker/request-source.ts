/** Reads requests one by one, as `for await` does, but can be left while it waits for the next. */
export class RequestSource<R> {
  readonly #iterator: AsyncIterator<R>
  #state: 'idle' | 'reading' | 'done' = 'idle'

  constructor(requests: Iterable<R> | AsyncIterable<R>) {
    this.#iterator = Symbol.asyncIterator in requests ? requests[Symbol.asyncIterator]() : toAsync(requests)
  }

  async next(): Promise<IteratorResult<R>> {
    this.#state = 'reading'
    try {
      const read = await this.#iterator.next()
      this.#state = read.done ? 'done' : 'idle'
      return read
    } catch (error) {
      this.#state = 'done'
      throw error
    }
  }

  async close(): Promise<void> {
    if (this.#state === 'done') return
    const closed = this.#iterator.return?.()
    // A generator that is still reading closes when it has read, which may be never.
    if (this.#state === 'reading') closed?.catch(() => {})
    else await closed
  }
}

async function* toAsync<R>(requests: Iterable<R>): AsyncGenerator<R, void, undefined> {
  yield* requests
}
