import type { Admission, AdmissionRequest, Admitted, SpeedMeasurement } from './admission.ts'
import { finishTimes } from './finish-times.ts'
import { type Applicant, judgeLoad, type WorkLimits } from './judge-load.ts'
import { loadsAfter } from './loads-after.ts'
import { refuseAsTooLarge, refuseAsTooSlow, refuseForNow } from './refusals.ts'
import { retryAfter } from './retry-after.ts'
import { type DueLoad, SharedMachine } from './shared-machine.ts'

/** The part of its time in which a request must be done alone; one that cannot is too large. */
const aloneWithin = 0.85
/** Milliseconds without a lesson, after which a speed is doubted that speaks against a request on an idle server. */
const stale = 60_000
/** How exactly the time is found after which a request fits, in milliseconds. */
const precision = 50

/**
 * Admission by a model of the machine ({@link SharedMachine}): a request is let in when it and all before it will then be
 * done in time. All of it is arithmetic, done at once.
 */
export class WorkAdmission implements Admission {
  readonly #limits: WorkLimits
  readonly #machine: SharedMachine
  readonly #now: () => number
  readonly #random: () => number
  readonly #measure: (() => Promise<SpeedMeasurement>) | undefined

  constructor({
    limits,
    parallelism,
    now = () => performance.now(),
    random = Math.random,
    measure,
  }: {
    limits: WorkLimits
    /** Workers, or calls to a service, at once. */
    parallelism: number
    /** The clock, in milliseconds. */
    now?: () => number
    /** From 0 to 1. */
    random?: () => number
    /** Measures the speed by a request of the server's own; without it, a speed that is doubted is forgotten. */
    measure?: (() => Promise<SpeedMeasurement>) | undefined
  }) {
    this.#limits = limits
    this.#machine = new SharedMachine({ parallelism, now })
    this.#now = now
    this.#random = random
    this.#measure = measure
  }

  get requests(): number {
    return this.#machine.running
  }

  get tokens(): number {
    return Math.round(this.#machine.loads().reduce((sum, { left }) => sum + left, 0))
  }

  get wait(): number {
    return Math.max(0, ...finishTimes(this.#machine.loads(), this.#machine.speed.speed))
  }

  get speed(): number {
    return this.#machine.speed.speed
  }

  /** Has the speed measured, where that can be done. That it fails changes nothing: answers teach the speed too. */
  async calibrate(): Promise<void> {
    try {
      const measured = await this.#measure?.()
      if (measured !== undefined) this.#machine.setSpeed(measured)
    } catch {}
  }

  enter(request: AdmissionRequest): Admitted {
    const loads = this.#machine.loads()
    this.#refuseImpossible(request, loads)
    const applicant = this.#toApplicant(request)
    const rejection = this.#judge(applicant, loads)
    if (rejection !== undefined) {
      const needed = this.#timeUntilFit(applicant, loads)
      throw refuseForNow({ rejection, seconds: retryAfter({ needed, random: this.#random() }) })
    }
    const task = this.#machine.start(request)
    return { end: (read) => this.#machine.end(task, read) }
  }

  room(request: Omit<AdmissionRequest, 'tokens'>): number {
    const loads = this.#machine.loads()
    const fits = (tokens: number): boolean => {
      const asked = { ...request, tokens }
      return !this.#isTooSlow(asked) && this.#judge(this.#toApplicant(asked), loads) === undefined
    }
    let [fitting, most] = [0, this.#limits.tokens]
    while (fitting < most) {
      const middle = Math.ceil((fitting + most) / 2)
      if (fits(middle)) fitting = middle
      else most = middle - 1
    }
    return fitting
  }

  #toApplicant(request: AdmissionRequest): Applicant {
    return { load: this.#machine.toLoad(request), usable: 1 - request.priority / 2000 }
  }

  #judge(applicant: Applicant, loads: readonly DueLoad[]): ReturnType<typeof judgeLoad> {
    return judgeLoad({ applicant, loads, limits: this.#limits, speed: this.#machine.speed.cautious })
  }

  #refuseImpossible(request: AdmissionRequest, loads: readonly DueLoad[]): void {
    const { tokens, deadline } = request
    if (tokens > this.#limits.tokens) throw refuseAsTooLarge({ tokens, limit: this.#limits.tokens })
    if (!this.#isTooSlow(request)) return
    if (loads.length === 0) this.#doubtSpeed()
    if (this.#isTooSlow(request)) throw refuseAsTooSlow({ time: this.#timeAlone(request), deadline })
  }

  /** What is only assumed, guessed by far smaller requests, or concluded from what had no answer, refuses nothing for good. */
  #isTooSlow(request: AdmissionRequest): boolean {
    const tokens = this.#machine.answeredSpeed.knownPart(request.tokens)
    return this.#timeAlone({ ...request, tokens }) > aloneWithin * request.deadline
  }

  #timeAlone(request: AdmissionRequest): number {
    const { left, most } = this.#machine.toLoad(request)
    return left / most / this.#machine.answeredSpeed.speed
  }

  /** Nothing would ever correct a speed that is too low to let anything in. */
  #doubtSpeed(): void {
    if (this.#now() - this.#machine.answeredSpeed.learnedAt < stale) return
    if (this.#measure === undefined) this.#machine.forgetSpeed()
    else void this.calibrate()
  }

  /** Milliseconds until the request would be let in, if nothing else came. */
  #timeUntilFit(applicant: Applicant, loads: readonly DueLoad[]): number {
    const speed = this.#machine.speed.cautious
    let [early, late] = [0, Math.max(...finishTimes(loads, speed))]
    while (late - early > precision) {
      const time = (early + late) / 2
      const then = loadsAfter({ loads, time, speed }).map((load) => ({ ...load, due: load.due - time }))
      if (this.#judge(applicant, then) === undefined) late = time
      else early = time
    }
    return late
  }
}
