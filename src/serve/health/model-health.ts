import type { ServedModel } from '../models/served-model.ts'
import type { Observer } from '../observe/observer.ts'
import type { RequestRecord } from '../observe/request-record.ts'
import { judgeRecord } from './judge-record.ts'

/** Whether a model can answer, and why it cannot. */
export interface ModelReport {
  readonly state: 'loading' | 'ready' | 'failed' | 'failing'
  /** For people; without paths or a service's words. */
  readonly reason?: string
}

interface History {
  answered: boolean
  /** Requests that failed since the last one that did not. */
  failures: number
  failedAt: number
}

/** Failures in a row after which a model is not ready. */
const failuresAllowed = 5
/** Milliseconds without a failure after which it is tried again: a server that gets no requests would never find out. */
const rest = 30_000

/** Knows whether models answer by what became of the last requests, so that a probe costs nothing. */
export class ModelHealth implements Observer {
  readonly #histories = new Map<string, History>()
  readonly #now: () => number

  /** @param now - Milliseconds of a clock that never goes back. */
  constructor({ now = () => performance.now() }: { now?: () => number } = {}) {
    this.#now = now
  }

  requestEnded(record: RequestRecord): void {
    const judgement = judgeRecord(record)
    if (record.model === undefined || judgement === undefined) return
    const { answered = false, failures = 0 } = this.#histories.get(record.model) ?? {}
    this.#histories.set(
      record.model,
      judgement === 'answered'
        ? { answered: true, failures: 0, failedAt: 0 }
        : { answered, failures: failures + 1, failedAt: this.#now() },
    )
  }

  report({ name, state }: Pick<ServedModel, 'name' | 'state'>): ModelReport {
    const { answered = false, failures = 0, failedAt = 0 } = this.#histories.get(name) ?? {}
    if (state === 'loading') return { state: 'loading', reason: 'It is being loaded.' }
    if (failures >= failuresAllowed && this.#now() - failedAt < rest)
      return { state: 'failing', reason: `Its last ${failures} requests failed; the server's log says why.` }
    // One that failed to load may have been loaded by a request since.
    if (state === 'failed' && !answered)
      return { state: 'failed', reason: "It could not be loaded; the server's log says why." }
    return { state: 'ready' }
  }
}
