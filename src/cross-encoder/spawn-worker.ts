import { Worker } from 'node:worker_threads'
import type { ModelDescription } from './model-description.ts'
import { forgetGate, makeGate } from './native-gate.ts'
import { silenceRuntime } from './silence-runtime.ts'
import type { WorkerStart } from './worker-messages.ts'

// Threads run the built worker, from the package (dist/cross-encoder) as from the source tree (src/cross-encoder).
const workerUrl = new URL('../../dist/cross-encoder/worker.js', import.meta.url)

/** Starts a thread that loads a model and scores with it. */
export function spawnWorker(model: ModelDescription): Worker {
  silenceRuntime()
  const gate = makeGate()
  const workerData: WorkerStart = { model, gate }
  // The program's own flags are not the thread's: --input-type makes it fail, and it would load what --import names.
  const worker = new Worker(workerUrl, { workerData, name: 'secondpass', execArgv: [] })
  worker.once('exit', () => forgetGate(gate))
  return worker
}
