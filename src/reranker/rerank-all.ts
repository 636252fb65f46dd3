import { followSignals } from './follow-signals.ts'
import { onAbort } from './on-abort.ts'
import { RequestSource } from './request-source.ts'
import type { RerankRequest } from './rerank-request.ts'
import type { RerankResponse } from './rerank-response.ts'
import type { Reranker } from './reranker.ts'
import { SecondpassError } from './secondpass-error.ts'
import { withDeadline } from './with-deadline.ts'

/** How far {@link rerankAll} has come. */
export interface RerankAllProgress {
  /** Requests answered so far, failed ones included. */
  readonly requests: number
  readonly failed: number
  /** Pairs scored so far. */
  readonly pairs: number
}

/** What {@link rerankAll} takes: a rerank request, with whatever else the caller wants to find again beside the answer. */
export type BatchRequest = Omit<RerankRequest, 'textOf' | 'fields'>

/** The document type of a request. */
export type DocumentOf<R extends BatchRequest> = R['documents'][number]

/** The outcome of one request of many; a failed one does not stop the others. */
export type RerankAllItem<R extends BatchRequest> =
  | {
      readonly status: 'fulfilled'
      readonly index: number
      readonly request: R
      readonly response: RerankResponse<DocumentOf<R>>
    }
  | { readonly status: 'rejected'; readonly index: number; readonly request: R; readonly error: Error }

/** Options of {@link rerankAll}. */
export interface RerankAllOptions<R extends BatchRequest> {
  readonly reranker: Reranker
  /** Requests, from a list or a stream; read no further ahead than `concurrency`, so memory stays flat. */
  readonly requests: Iterable<R> | AsyncIterable<R>
  /** Requests under way at once, 1 or more. Default 4: enough to keep local workers busy between requests. */
  readonly concurrency?: number | undefined
  /** Called after every answered request. */
  readonly onProgress?: ((progress: RerankAllProgress) => void) | undefined
  /** Stops the whole: nothing new is started, requests under way are cancelled, and the iteration throws `cancelled`. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Reranks many queries. Yields one item a request, in the order of the requests.
 *
 * @throws {@link SecondpassError} `invalid_request` for a bad `concurrency`, `cancelled` when `signal` fires.
 * @example
 * ```ts
 * import { createReranker, rerankAll } from 'secondpass'
 *
 * await using reranker = createReranker()
 * const requests = [
 *   { query: 'what causes tides', documents: ['The moon pulls on the oceans.', 'Tides of fortune.'] },
 *   { query: 'boiling point of water', documents: ['Water boils at 100 °C.', 'Ice melts.'] },
 * ]
 * for await (const item of rerankAll({ reranker, requests })) {
 *   if (item.status === 'fulfilled') console.log(item.request.query, item.response.results[0]?.document)
 *   else console.error(item.request.query, item.error.message)
 * }
 * ```
 */
export async function* rerankAll<R extends BatchRequest>({
  reranker,
  requests,
  concurrency = 4,
  onProgress,
  signal,
}: RerankAllOptions<R>): AsyncGenerator<RerankAllItem<R>, void, undefined> {
  if (!Number.isSafeInteger(concurrency) || concurrency < 1) {
    throw new SecondpassError({
      code: 'invalid_request',
      message: `\`concurrency\` is ${String(concurrency)}. It must be an integer of 1 or more.`,
    })
  }
  const stop = new AbortController()
  const leave = signal === undefined ? undefined : onAbort(signal, () => stop.abort(signal.reason))

  const run = async (request: R, index: number): Promise<RerankAllItem<R>> => {
    const own = request?.signal
    const listens = typeof own?.addEventListener === 'function'
    const followed = followSignals(listens ? [stop.signal, own] : [stop.signal])
    // What is no signal, or no request, is the reranker's to refuse: it is a failure of this one, and not of all.
    const signal = listens || own === undefined ? followed.signal : own
    try {
      const response = await reranker.rerank<DocumentOf<R>>({ ...request, signal })
      return { status: 'fulfilled', index, request, response }
    } catch (error) {
      return { status: 'rejected', index, request, error: error instanceof Error ? error : new Error(String(error)) }
    } finally {
      followed.release()
    }
  }

  // Neither a source without news nor a reranker that does not listen keeps the caller waiting after the signal.
  const wait = <T>(work: () => Promise<T>): Promise<T> => withDeadline({ signal, deadline: undefined, work })
  const underway: Promise<RerankAllItem<R>>[] = []
  let progress: RerankAllProgress = { requests: 0, failed: 0, pairs: 0 }
  const next = async (): Promise<RerankAllItem<R>> => {
    const item = await wait(() => underway.shift() as Promise<RerankAllItem<R>>)
    progress = {
      requests: progress.requests + 1,
      failed: progress.failed + (item.status === 'rejected' ? 1 : 0),
      pairs: progress.pairs + (item.status === 'fulfilled' ? item.response.usage.pairs : 0),
    }
    onProgress?.(progress)
    return item
  }
  const source = new RequestSource(requests)
  let reading: Promise<{ read: IteratorResult<R> }> | undefined
  let ended = false
  try {
    for (let index = 0; ; ) {
      if (!ended && underway.length < concurrency) {
        reading ??= source.next().then((read) => ({ read }))
        const news = [reading, ...underway.slice(0, 1)]
        reading.catch(() => {}) // It is heard of here, perhaps only after the caller was given an item.
        // An answer that is there is not kept back by a source that has nothing yet.
        const first = await wait(() => Promise.race(news))
        if ('read' in first) {
          reading = undefined
          if (first.read.done) ended = true
          else underway.push(run(first.read.value, index++))
          continue
        }
      }
      if (underway.length === 0) break
      yield await next()
    }
  } finally {
    leave?.()
    stop.abort() // Also when the caller leaves the loop early: what is under way is no longer wanted.
    await source.close()
  }
}
