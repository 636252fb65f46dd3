import { parentPort, workerData } from 'node:worker_threads'
import type { BareThreadData } from './open-bare-threads.ts'
import { openStages } from './open-stages.ts'
import { openTokenizer } from './tokenize-pairs.ts'

// A thread of the bare loop: takes the next pair that no thread has taken, until there is none.
const { pairs, candidates, tokenize, next, logits } = workerData as BareThreadData
const score = await openStages()
const encode = openTokenizer(candidates)

parentPort?.on('message', async () => {
  for (;;) {
    const index = Atomics.add(next, 0, 1)
    const pair = pairs[index]
    if (pair === undefined) break
    logits[index] = await score(tokenize ? encode(index) : pair)
  }
  parentPort?.postMessage('done')
})
parentPort?.postMessage('ready')
