import type { Worker } from 'node:worker_threads'
import { SecondpassError } from '../reranker/index.ts'
import type { Assignment } from './scoring-job.ts'
import type { WorkerReply, WorkerRequest } from './worker-messages.ts'

/** What a worker's owner hears of. */
export interface PoolWorkerEvents {
  /** The model is loaded, or a unit is off its hands: it can take more. */
  readonly onFree: () => void
  /** The worker is gone, and what it had in hand is undone. The first of it was under way. */
  readonly onGone: (worker: PoolWorker, unfinished: readonly Assignment[]) => void
}

/** One worker thread with the units it has in hand. It performs them in the order given. */
export class PoolWorker {
  /** Resolves when the model is loaded; rejects with a SecondpassError when it cannot be. */
  readonly loaded: Promise<void>
  readonly #worker: Worker
  readonly #exited: Promise<void>
  readonly #inHand = new Map<number, Assignment>()
  #ready = false
  #closing = false
  #loadFailure: SecondpassError | undefined
  #nextTicket = 0
  #resolveLoaded: () => void = () => {}
  #rejectLoaded: (error: SecondpassError) => void = () => {}

  constructor({ worker, events }: { worker: Worker; events: PoolWorkerEvents }) {
    this.#worker = worker
    this.loaded = new Promise((resolve, reject) => {
      this.#resolveLoaded = resolve
      this.#rejectLoaded = reject
    })
    this.loaded.catch(() => {}) // The pool looks at it when it asks for a load; nobody may ask.
    let cause: unknown
    worker.on('error', (error) => {
      cause = error
    })
    worker.on('message', (reply: WorkerReply) => {
      this.#take(reply)
      events.onFree()
    })
    this.#exited = new Promise((resolve) => {
      worker.once('exit', () => {
        this.#ready = false
        const message = 'A scoring worker ended before its model was loaded.'
        this.#rejectLoaded(this.#loadFailure ?? new SecondpassError({ code: 'unavailable', message, cause }))
        if (!this.#closing) events.onGone(this, [...this.#inHand.values()])
        resolve()
      })
    })
  }

  get ready(): boolean {
    return this.#ready
  }

  get inHand(): number {
    return this.#inHand.size
  }

  give(assignment: Assignment): void {
    const ticket = this.#nextTicket++
    this.#inHand.set(ticket, assignment)
    this.#send({ kind: 'unit', ticket, unit: assignment.unit, cancelled: assignment.job.cancelled })
  }

  /** Whether the thread keeps the process alive. One that is closing does until it has ended, since `close` waits for it. */
  hold(active: boolean): void {
    if (active || this.#closing) this.#worker.ref()
    else this.#worker.unref()
  }

  /** Ends the thread after the unit under way; units behind it are left undone if their jobs are cancelled. */
  async close(): Promise<void> {
    this.#closing = true
    this.#worker.ref()
    this.#send({ kind: 'close' })
    await this.#exited
  }

  #send(request: WorkerRequest): void {
    this.#worker.postMessage(request)
  }

  #take(reply: WorkerReply): void {
    if (reply.kind === 'ready') {
      this.#ready = true
      this.#resolveLoaded()
      return
    }
    if (reply.kind === 'load-failed') {
      this.#loadFailure = toError(reply) // Told when the thread has ended, so that who tries again at once gets a new one.
      return
    }
    const assignment = this.#inHand.get(reply.ticket)
    this.#inHand.delete(reply.ticket)
    if (reply.kind === 'done') assignment?.job.finish(assignment, reply.result, reply.startedAt)
    if (reply.kind === 'failed') assignment?.job.fail(toError(reply))
  }
}

/** The runtime's own words stay in `cause`: they can hold paths, which the message must not. */
function toError({ code, message, detail }: Extract<WorkerReply, { detail: string }>): SecondpassError {
  return new SecondpassError({ code, message, cause: detail === '' ? undefined : new Error(detail) })
}
