/** Entry of a scoring worker: loads the model it is given, then performs units one after the other. */
import { parentPort, workerData } from 'node:worker_threads'
import { type ErrorCode, SecondpassError } from '../reranker/index.ts'
import { passGate } from './native-gate.ts'
import { ScoringModel } from './scoring-model.ts'
import { selfCheck } from './self-check.ts'
import type { WorkerReply, WorkerRequest, WorkerStart } from './worker-messages.ts'

const port = parentPort
if (port === null) throw new Error('This file is the entry of a worker thread.')
const { model: description, gate, check } = workerData as WorkerStart

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

/** Loads the model and tells how that went; undefined when there is none. */
async function load(): Promise<ScoringModel | undefined> {
  let model: ScoringModel | undefined
  await passGate(gate, async () => {
    try {
      const loaded = await ScoringModel.load(description)
      if (check !== false && Atomics.load(check, 0) === 0) {
        await selfCheck(loaded, description)
        Atomics.store(check, 0, 1)
      }
      model = loaded
      reply({ kind: 'ready' })
    } catch (error) {
      reply({ kind: 'load-failed', ...describe(error, 'The model could not be loaded.') })
    }
  })
  if (model === undefined) port?.close()
  return model
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
  await passGate(gate, async () => {
    try {
      reply({ kind: 'done', ticket, startedAt, result: await model.perform(unit) })
    } catch (error) {
      reply({ kind: 'failed', ticket, ...describe(error, 'The model failed on a pair.') })
    }
  })
}

// Messages that arrive while the model loads, or while a unit is under way, wait their turn in this chain.
let chain = load()

port.on('message', (message: WorkerRequest) => {
  chain = chain.then(async (model) => {
    if (model === undefined) return undefined
    if (message.kind === 'unit') {
      await perform(model, message)
      return model
    }
    await passGate(gate, () => model.release())
    port.close() // Nothing keeps the thread alive any more, so it ends by itself.
    return undefined
  })
})
