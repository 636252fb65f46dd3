import { priorityWeight } from '../../reranker/index.ts'
import type { AdmissionRequest, SpeedMeasurement } from './admission.ts'
import type { Load } from './load.ts'
import { shareSpeed } from './share-speed.ts'
import { SpeedEstimate } from './speed-estimate.ts'

/** The part of its time within which a request stays done, whatever comes after it. */
const heldTo = 0.85
/** The part of a request that is taken to be left when it should be done and is not. */
const overdue = 0.05

/** A request that is under way. */
export interface Running extends Omit<Load, 'left'> {
  readonly tokens: number
  /** When it came, on the machine's clock. */
  readonly since: number
  /** Milliseconds that it has until its answer is due. */
  readonly deadline: number
  /** Milliseconds of the whole machine that it has had. */
  time: number
}

/** What is left of a request, and for how long it can still wait. */
export interface DueLoad extends Load {
  /** Milliseconds in which it is to be done. Infinite for one whose time is over: it is about to be dropped. */
  readonly due: number
  /** Milliseconds from its arrival until its answer is due. */
  readonly deadline: number
}

/**
 * A model's workers as arithmetic: requests under way share the speed by weight, as they do in the queue of the workers. It
 * knows how much of the machine each request has had, and by that, when one ends, how fast the machine is.
 */
export class SharedMachine {
  /** Of all that it has seen: what plans are made with. */
  readonly speed: SpeedEstimate
  /** Of answers alone: what is given up only tells that a model hangs or is busy, not what a request takes. */
  readonly answeredSpeed: SpeedEstimate
  readonly #parallelism: number
  readonly #now: () => number
  readonly #running = new Set<Running>()
  #at: number

  constructor({ parallelism, now }: { parallelism: number; now: () => number }) {
    this.speed = new SpeedEstimate({ parallelism })
    this.answeredSpeed = new SpeedEstimate({ parallelism })
    this.#parallelism = parallelism
    this.#now = now
    this.#at = now()
  }

  /** Requests under way. */
  get running(): number {
    return this.#running.size
  }

  /** A request as a load that has not begun. */
  toLoad({ tokens, parts, deadline, priority }: AdmissionRequest): DueLoad {
    return {
      left: tokens,
      weight: priorityWeight(priority),
      most: this.#mostOf(parts),
      due: heldTo * deadline,
      deadline,
    }
  }

  start(request: AdmissionRequest): Running {
    this.#advance()
    const { tokens, deadline } = request
    const { weight, most } = this.toLoad(request)
    const task = { tokens, weight, most, since: this.#at, deadline, time: 0 }
    this.#running.add(task)
    return task
  }

  /** Takes a request away, and learns from it. One that was given up teaches something only where it should have been done. */
  end(task: Running, read: number | undefined): void {
    this.#advance()
    if (!this.#running.delete(task)) return
    const { tokens, time } = task
    if (read === undefined && time * this.speed.speed < tokens) return
    const lesson = { tokens: tokens * (read ?? 1), time, now: this.#at }
    this.speed.learn(lesson)
    if (read !== undefined) this.answeredSpeed.learn(lesson)
  }

  /** Takes a measured speed in place of the one it has; not while others share it, unless there is none. */
  setSpeed({ tokens, parts, time }: SpeedMeasurement): void {
    if (this.#running.size > 0 && this.speed.known) return
    for (const estimate of [this.speed, this.answeredSpeed]) {
      estimate.set({ tokens, time: time * this.#mostOf(parts), now: this.#now() })
    }
  }

  /** Back to what is assumed. */
  forgetSpeed(): void {
    for (const estimate of [this.speed, this.answeredSpeed]) estimate.forget()
  }

  /** What is left of all that is under way. */
  loads(): DueLoad[] {
    this.#advance()
    const speed = this.speed.speed
    return [...this.#running].map(({ tokens, weight, most, since, deadline, time }) => {
      const left = tokens - time * speed
      const passed = this.#at - since
      const due = (left > 0 ? heldTo * deadline : deadline) - passed // One that should be done by now needs all of its time.
      return { left: Math.max(left, overdue * tokens), weight, most, due: passed > deadline ? Infinity : due, deadline }
    })
  }

  #mostOf(parts: number): number {
    return Math.min(1, parts / this.#parallelism)
  }

  #advance(): void {
    const now = this.#now()
    const passed = now - this.#at
    this.#at = now
    if (passed <= 0) return
    const running = [...this.#running]
    const shares = shareSpeed(running)
    for (const [place, task] of running.entries()) task.time += (shares[place] ?? 0) * passed
  }
}
