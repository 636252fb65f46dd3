import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Candidates } from '../make-candidates.ts'
import type { Contestant } from './contestant.ts'
import { type TokenPair, tokenizePairs } from './tokenize-pairs.ts'

/** What a thread of the bare loop is given. `next` and `logits` are shared between threads. */
export interface BareThreadData {
  readonly pairs: readonly TokenPair[]
  readonly candidates: Candidates
  /** Whether pairs are tokenized again on the way, from `candidates`, which are in the order of `pairs`. */
  readonly tokenize: boolean
  readonly next: Int32Array
  readonly logits: Float64Array
}

/** The bare runtime in plain threads, longest pairs first as secondpass does. With `tokenize`, from text. */
export async function openBareThreads({
  candidates,
  threads,
  tokenize,
}: {
  candidates: Candidates
  threads: number
  tokenize: boolean
}): Promise<Contestant> {
  const pairs = tokenizePairs(candidates)
  const order = [...pairs.keys()].sort((a, b) => (pairs[b]?.ids.length ?? 0) - (pairs[a]?.ids.length ?? 0))
  const workerData: BareThreadData = {
    pairs: order.map((index) => pairs[index] as TokenPair),
    candidates: { ...candidates, documents: order.map((index) => candidates.documents[index] as string) },
    tokenize,
    next: new Int32Array(new SharedArrayBuffer(4)),
    logits: new Float64Array(new SharedArrayBuffer(8 * pairs.length)),
  }
  const file = new URL('./bare-thread.js', import.meta.url)
  const workers = Array.from({ length: threads }, () => new Worker(file, { workerData }))
  await Promise.all(workers.map((worker) => once(worker, 'message')))
  return {
    rerank: async () => {
      Atomics.store(workerData.next, 0, 0)
      const done = workers.map((worker) => once(worker, 'message'))
      for (const worker of workers) worker.postMessage('go')
      await Promise.all(done)
      const logits: number[] = []
      for (const [place, index] of order.entries()) logits[index] = workerData.logits[place] as number
      return logits
    },
  }
}
