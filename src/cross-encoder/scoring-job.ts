import type { SecondpassError } from '../reranker/index.ts'
import type { ScoringUnit, UnitResult } from './scoring-task.ts'

/** A unit on its way: whose it is, and how often it was tried. */
export interface Assignment {
  readonly job: ScoringJob
  readonly position: number
  readonly unit: ScoringUnit
  /** How many workers died of it so far. */
  readonly deaths: number
  /** Whether it was taken before, and came back because its worker died. */
  readonly again: boolean
}

/** A unit, and by which number its result is told. */
export interface PlacedUnit {
  readonly position: number
  readonly unit: ScoringUnit
}

/** Takes a unit's result, and gives the units that follow from it; `startedAt` is in milliseconds since the epoch. */
export type OnUnitResult = (position: number, result: UnitResult, startedAt: number) => readonly PlacedUnit[]

/** The units of one request, in the order in which they are to be done. */
export class ScoringJob {
  /** Shared with the workers, which look at it before each unit. */
  readonly cancelled: Int32Array = new Int32Array(new SharedArrayBuffer(4))
  /** Of its request: 0, the most urgent, to 999. */
  readonly priority: number
  /** Settles when all units are done, or with the first failure. */
  readonly settled: Promise<void>
  readonly #onResult: OnUnitResult
  /** Units that no worker has, last first. */
  readonly #waiting: Assignment[]
  #unfinished: number
  #resolve: () => void = () => {}
  #reject: (error: SecondpassError) => void = () => {}

  constructor({
    units,
    priority = 0,
    onResult,
  }: { units: readonly PlacedUnit[]; priority?: number | undefined; onResult: OnUnitResult }) {
    this.priority = priority
    this.#onResult = onResult
    this.#waiting = []
    this.#unfinished = 0
    this.#addInFront(units)
    this.settled = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
    if (units.length === 0) this.#resolve()
  }

  get waiting(): number {
    return this.#waiting.length
  }

  take(): Assignment | undefined {
    return this.#waiting.pop()
  }

  /** Puts a unit back in front, after its worker died. */
  putBack(assignment: Assignment): void {
    if (!this.#isCancelled()) this.#waiting.push({ ...assignment, again: true })
  }

  finish(assignment: Assignment, result: UnitResult, startedAt: number): void {
    if (this.#isCancelled()) return
    this.#addInFront(this.#onResult(assignment.position, result, startedAt))
    this.#unfinished--
    if (this.#unfinished === 0) this.#resolve()
  }

  /** Ends the job: what waits is dropped, and workers leave undone what they have not begun. */
  fail(error: SecondpassError): void {
    Atomics.store(this.cancelled, 0, 1)
    this.#waiting.length = 0
    this.#reject(error)
  }

  /** Before what waits already: what is begun is finished first. */
  #addInFront(units: readonly PlacedUnit[]): void {
    for (const placed of [...units].reverse()) this.#waiting.push({ job: this, ...placed, deaths: 0, again: false })
    this.#unfinished += units.length
  }

  #isCancelled(): boolean {
    return this.cancelled[0] !== 0
  }
}
