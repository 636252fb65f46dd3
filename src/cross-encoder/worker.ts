/** Entry of a scoring worker: loads the model it is given, then performs units one after the other. */
import { parentPort, workerData } from 'node:worker_threads'
import { type ErrorCode, SecondpassError } from '../reranker/index.ts'
import { ScoringModel } from './scoring-model.ts'
import { selfCheck } from './self-check.ts'
import type { WorkerReply, WorkerRequest, WorkerStart } from './worker-messages.ts'

const port = parentPort
if (port === null) throw new Error('This file is the entry of a worker thread.')

const reply = (message: WorkerReply): void => port.postMessage(message)

function describe(error: unknown, fallback: string): { code: ErrorCode; message: string; detail: string } {
  const known = SecondpassError.isInstance(error)
  const origin = known ? error.cause : error
  return {
    code: known ? error.code : 'unavailable',
    message: known ? error.message : fallback,
    detail: origin === undefined ? '' : String(origin),
  }
}

async function perform(
  model: ScoringModel,
  { ticket, unit, cancelled }: Extract<WorkerRequest, { kind: 'unit' }>,
): Promise<void> {
  if (Atomics.load(cancelled, 0) !== 0) {
    reply({ kind: 'skipped', ticket })
    return
  }
  const startedAt = performance.timeOrigin + performance.now()
  try {
    reply({ kind: 'done', ticket, startedAt, result: await model.perform(unit) })
  } catch (error) {
    reply({ kind: 'failed', ticket, ...describe(error, 'The model failed on a pair.') })
  }
}

async function load({ model: description, check }: WorkerStart): Promise<ScoringModel> {
  const model = await ScoringModel.load(description)
  if (check) await selfCheck(model, description)
  return model
}

// Messages that arrive while the model loads, or while a unit is under way, wait their turn in this chain.
let chain: Promise<ScoringModel | undefined> = load(workerData as WorkerStart).then(
  (model) => {
    reply({ kind: 'ready' })
    return model
  },
  (error) => {
    reply({ kind: 'load-failed', ...describe(error, 'The model could not be loaded.') })
    port.close()
    return undefined
  },
)

port.on('message', (message: WorkerRequest) => {
  chain = chain.then(async (model) => {
    if (model === undefined) return undefined
    if (message.kind === 'unit') {
      await perform(model, message)
      return model
    }
    await model.release()
    port.close() // Nothing keeps the thread alive any more, so it ends by itself.
    return undefined
  })
})
