import { Worker } from 'node:worker_threads'
import type { SecondpassError } from '../../reranker/index.ts'
import { ScoringPool } from '../scoring-pool.ts'
import type { ScoringUnit } from '../scoring-task.ts'

/*
 * Worker threads that speak the pool's protocol and do what their texts say, in place of scoring:
 *   'exit', 'throw'      end the thread, by process.exit or by an error
 *   'exit once'          ends the first thread that gets it
 *   'fail'               answers that the unit failed
 *   'wait …'             answers when the gate is open
 *   anything else        scores the text's length
 */
const script = `
const { parentPort, workerData } = require('node:worker_threads')
const { state, starting } = workerData
const [BEGUN, DEATHS, GATE] = [0, 1, 2]

function perform({ ticket, unit: { text }, cancelled }) {
  if (Atomics.load(cancelled, 0) !== 0) return parentPort.postMessage({ kind: 'skipped', ticket })
  Atomics.add(state, BEGUN, 1)
  if (text === 'exit' || (text === 'exit once' && Atomics.add(state, DEATHS, 1) === 0)) process.exit(7)
  if (text === 'throw') throw new Error('out of memory at /home/someone')
  if (text === 'fail') {
    const detail = 'details of it'
    return parentPort.postMessage({ kind: 'failed', ticket, code: 'invalid_model', message: 'This failed.', detail })
  }
  if (text.startsWith('wait')) Atomics.wait(state, GATE, 0)
  const result = {
    kind: 'score', logit: text.length, tokens: text.length, queryTruncated: false, documentTruncated: false,
    fingerprint: text, tokenize: 1, infer: 2,
  }
  parentPort.postMessage({ kind: 'done', ticket, startedAt: performance.timeOrigin + performance.now(), result })
}

if (starting === 'exit') process.exit(7)
if (starting === 'throw') throw new Error('no such library')
if (starting === 'fail') {
  parentPort.postMessage({ kind: 'load-failed', code: 'invalid_model', message: 'Cannot load.', detail: 'bad file' })
} else {
  parentPort.on('message', (message) => {
    if (message.kind === 'close') parentPort.close()
    else perform(message)
  })
  parentPort.postMessage({ kind: 'ready' })
}
`

/** What a worker does when it starts. */
export type Starting = 'ready' | 'fail' | 'exit' | 'throw'

/** A pool of scripted workers, and what they did. */
export class ScriptedPool extends ScoringPool {
  readonly #state: Int32Array
  readonly #starts: { readonly count: number }

  /** @param startings - What the workers do, one after the other, as they start; the last for all that follow. */
  constructor({ size, startings = ['ready'] }: { size: number; startings?: readonly Starting[] }) {
    const state = new Int32Array(new SharedArrayBuffer(12))
    const starts = { count: 0 }
    const spawn = () => {
      const starting = startings[starts.count++] ?? startings.at(-1)
      return new Worker(script, { eval: true, workerData: { state, starting }, stdout: true, stderr: true })
    }
    super({ size, spawn })
    this.#state = state
    this.#starts = starts
  }

  /** Threads that were started. */
  get starts(): number {
    return this.#starts.count
  }

  /** Units that workers began. */
  get begun(): number {
    return Atomics.load(this.#state, 0)
  }

  /** Lets the units go that wait. */
  openGate(): void {
    Atomics.store(this.#state, 2, 1)
    Atomics.notify(this.#state, 2)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.openGate()
    await this.close()
  }
}

/** Has a pool score texts; resolves with their scores, holes where there are none. */
export async function scoreTexts(
  pool: ScoringPool,
  texts: readonly string[],
  {
    signal = new AbortController().signal,
    scores = [],
    priority,
  }: { signal?: AbortSignal; scores?: number[]; priority?: number } = {},
): Promise<number[]> {
  await pool.run({
    units: texts.map((text, position) => ({ position, unit: makeUnit(text) })),
    signal,
    priority,
    onResult: (position, result) => {
      if (result.kind === 'score') scores[position] = result.logit
      return []
    },
  })
  return scores
}

export function makeUnit(text: string): ScoringUnit {
  return { kind: 'score', query: 'q', text, maxTokens: 128 }
}

/** Resolves when `condition` holds, which it is sure to do soon. */
export async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 5000; tries++) {
    if (condition()) return
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  throw new Error('It did not come to pass.')
}

/** The reason of a rejection, which there must be. */
export async function failureOf(work: Promise<unknown>): Promise<SecondpassError> {
  return await work.then(
    () => {
      throw new Error('It did not fail.')
    },
    (error) => error,
  )
}
