import type { Worker } from 'node:worker_threads'
import { SecondpassError } from '../reranker/index.ts'
import { closedError } from './closed-error.ts'
import { FairQueue } from './fair-queue.ts'
import { PoolWorker } from './pool-worker.ts'
import { type Assignment, type OnUnitResult, type PlacedUnit, ScoringJob } from './scoring-job.ts'

/** A unit that a worker died of is tried once more, in case it was not the unit's fault. */
const triesPerUnit = 2

/**
 * Worker threads with a model each, started when there is work for them. A worker has at most one unit under way and one
 * behind it, so that it never waits for the next; the second only while more units wait than there are workers, so that
 * none sits idle at a request's end.
 */
export class ScoringPool {
  readonly #size: number
  readonly #spawn: () => Worker
  readonly #queue = new FairQueue()
  readonly #workers = new Set<PoolWorker>()
  /** Jobs and loads under way; while there are any, the workers keep the process alive. */
  #active = 0
  /** Whether a result brought units for which there may be too few workers. */
  #hasMore = false
  #closed: Promise<unknown> | undefined

  constructor({ size, spawn }: { size: number; spawn: () => Worker }) {
    this.#size = size
    this.#spawn = spawn
  }

  /** Starts every worker and waits until all have loaded the model. */
  async load(): Promise<void> {
    this.#refuseIfClosed()
    await this.#whileActive(async () => {
      while (this.#workers.size < this.#size) this.#addWorker()
      const loaded = Promise.all([...this.#workers].map((worker) => worker.loaded))
      await loaded.finally(() => this.#refuseIfClosed())
    })
  }

  /**
   * Performs units, in the given order as workers become free, which it shares with other jobs.
   *
   * @throws SecondpassError: `signal`'s reason when it fires; `unavailable` when workers die; `invalid_model`; `closed`.
   */
  async run({
    units,
    priority,
    signal,
    onResult,
  }: {
    units: readonly PlacedUnit[]
    /** 0, the most urgent and the default, to 999. */
    priority?: number | undefined
    signal: AbortSignal
    onResult: OnUnitResult
  }): Promise<void> {
    this.#refuseIfClosed()
    signal.throwIfAborted()
    const job = new ScoringJob({
      units,
      priority,
      onResult: (...told) => {
        const more = onResult(...told)
        this.#hasMore ||= more.length > 0
        return more
      },
    })
    const cancel = () => job.fail(signal.reason)
    signal.addEventListener('abort', cancel, { once: true })
    this.#queue.add(job)
    try {
      await this.#whileActive(() => {
        this.#grow()
        this.#dispatch()
        return job.settled
      })
    } finally {
      signal.removeEventListener('abort', cancel)
      this.#queue.remove(job)
    }
  }

  /** Fails what is under way with the code `closed` and ends every worker. */
  async close(): Promise<void> {
    this.#closed ??= this.#shutDown()
    await this.#closed
  }

  async #shutDown(): Promise<void> {
    this.#failAll(closedError())
    await Promise.all([...this.#workers].map((worker) => worker.close()))
    this.#workers.clear()
  }

  #grow(): void {
    const inHand = [...this.#workers].reduce((sum, worker) => sum + worker.inHand, 0)
    const wanted = Math.min(this.#size, this.#queue.waiting + inHand)
    while (this.#workers.size < wanted) this.#addWorker()
  }

  #addWorker(): void {
    const worker = new PoolWorker({
      worker: this.#spawn(),
      events: {
        onFree: () => {
          if (this.#hasMore) this.#grow()
          this.#hasMore = false
          this.#dispatch()
        },
        onGone: (gone, unfinished) => this.#replace(gone, unfinished),
      },
    })
    worker.hold(this.#active > 0)
    this.#workers.add(worker)
  }

  #dispatch(): void {
    for (const most of [1, 2]) {
      for (const worker of this.#workers) {
        if (!worker.ready || worker.inHand >= most) continue
        if (most > 1 && this.#queue.waiting <= this.#workers.size) return
        const assignment = this.#queue.take()
        if (assignment === undefined) return
        worker.give(assignment)
      }
    }
  }

  /** A worker that loaded and then died is replaced; one that could not load is not, and the last such takes the jobs along. */
  #replace(worker: PoolWorker, unfinished: readonly Assignment[]): void {
    this.#workers.delete(worker)
    if (this.#closed) return
    void worker.loaded.then(
      () => {
        for (const [place, assignment] of [...unfinished.entries()].reverse()) this.#retry(assignment, place === 0)
        this.#grow()
        this.#dispatch()
      },
      (error: SecondpassError) => {
        if (this.#workers.size === 0) this.#failAll(error)
      },
    )
  }

  #retry(assignment: Assignment, underWay: boolean): void {
    const deaths = assignment.deaths + (underWay ? 1 : 0)
    if (deaths < triesPerUnit) {
      assignment.job.putBack({ ...assignment, deaths })
      return
    }
    const message = `A scoring worker died ${triesPerUnit} times on the same text. The model or its runtime fails on it.`
    assignment.job.fail(new SecondpassError({ code: 'unavailable', message }))
  }

  #failAll(error: SecondpassError): void {
    for (const job of this.#queue.jobs) job.fail(error)
  }

  async #whileActive(work: () => Promise<void>): Promise<void> {
    if (this.#active++ === 0) this.#holdAll(true)
    try {
      await work()
    } finally {
      if (--this.#active === 0) this.#holdAll(false)
    }
  }

  #holdAll(active: boolean): void {
    for (const worker of this.#workers) worker.hold(active)
  }

  #refuseIfClosed(): void {
    if (this.#closed) throw closedError()
  }
}
