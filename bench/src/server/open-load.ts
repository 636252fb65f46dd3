import { setTimeout as sleep } from 'node:timers/promises'
import type { Corpus } from './corpus.ts'
import { type Fate, sendRequest } from './send-request.ts'

/**
 * Sends requests at a constant rate, whatever becomes of those before (an open model: users do not wait for each other), and
 * waits for all of them.
 */
export async function openLoad({
  url,
  corpus,
  perSecond,
  seconds,
  deadline,
  cancelled = 0,
  onTick,
}: {
  url: string
  corpus: Corpus
  perSecond: number
  seconds: number
  /** Milliseconds that each request gives. */
  deadline: number
  /** The share of requests whose client leaves before the answer. */
  cancelled?: number
  /** Called with each request's number. */
  onTick?: (number: number) => void
}): Promise<Fate[]> {
  const startedAt = performance.now()
  const underWay: Promise<Fate>[] = []
  for (let number = 0; number < perSecond * seconds; number++) {
    const due = startedAt + (number * 1000) / perSecond
    await sleep(Math.max(0, due - performance.now()))
    onTick?.(number)
    const leaves = corpus.next() < cancelled
    const signal = leaves ? AbortSignal.timeout(Math.ceil(corpus.next() * 100)) : undefined
    underWay.push(sendRequest({ url, request: corpus.mixed(), deadline, ...(signal && { signal }) }))
  }
  return await Promise.all(underWay)
}
