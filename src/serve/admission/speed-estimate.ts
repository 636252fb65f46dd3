/** Tokens per millisecond of one worker or call, where nothing is known yet: about that of hosted services. */
const assumed = 50
/** How much one lesson counts, at most; one about little work counts less. */
const gain = 0.25
/** A lesson counts half of that where its work is expected to take so many milliseconds of the whole model. */
const halfway = 50
/** Lessons until there is something to trust; each of them counts as much as those before it. */
const enough = 4
/** How many times more work than the largest lesson was about, one can still tell about: small requests are mostly waiting. */
const reach = 10
/** After that, a lesson counts as if it were no further from what is known than by this factor, so that one fluke changes little. */
const furthest = 3
/** How far lessons are taken to differ from each other, at first and at most, as parts of the speed. */
const deviation = { first: 0.2, most: 0.4 } as const
/** How many times that plans are slower than what is known. */
const caution = 2

/** Work, and what it took. */
interface Lesson {
  readonly tokens: number
  /** Milliseconds that it would have taken with the whole model for itself. */
  readonly time: number
  /** On the caller's clock, in milliseconds. */
  readonly now: number
}

/** How fast a model reads, learned from what it has read. */
export class SpeedEstimate {
  readonly #parallelism: number
  #speed: number
  #deviation: number = deviation.first
  #learnedAt = Number.NEGATIVE_INFINITY
  #lessons = 0
  /** Tokens of the largest lesson; infinite where the speed was measured. */
  #largest = 0

  constructor({ parallelism }: { parallelism: number }) {
    this.#parallelism = parallelism
    this.#speed = assumed * parallelism
  }

  /** Tokens per millisecond, by all workers together. */
  get speed(): number {
    return this.#speed
  }

  /** The speed to plan with: lower, the more lessons differ. A plan that is too slow keeps the queue shorter, and no worker idle. */
  get cautious(): number {
    return this.#speed * (1 - caution * this.#deviation)
  }

  /** Whether it was measured, or learned from several answers, and is not only assumed. */
  get known(): boolean {
    return this.#lessons >= enough
  }

  /** The part of some work, in tokens, of which enough is known to say how long it takes. */
  knownPart(tokens: number): number {
    return this.known ? Math.min(tokens, reach * this.#largest) : 0
  }

  /** When it was last learned. */
  get learnedAt(): number {
    return this.#learnedAt
  }

  /** Takes a measured speed in place of what was learned. */
  set({ tokens, time, now }: Lesson): void {
    this.#speed = tokens / time
    this.#deviation = deviation.first
    this.#lessons = enough
    this.#largest = Number.POSITIVE_INFINITY
    this.#learnedAt = now
  }

  learn({ tokens, time, now }: Lesson): void {
    if (tokens <= 0 || time <= 0) return
    const { known } = this
    const most = known ? furthest : Number.POSITIVE_INFINITY
    const ratio = Math.min(most, Math.max(1 / most, tokens / time / this.#speed))
    this.#lessons++
    this.#largest = Math.max(this.#largest, tokens)
    const expected = tokens / this.#speed
    const weight = known ? (gain * expected) / (expected + halfway) : 1 / this.#lessons
    if (known) this.#deviation += weight * (Math.min(deviation.most, Math.abs(ratio - 1)) - this.#deviation)
    this.#speed *= 1 + weight * (ratio - 1)
    this.#learnedAt = now
  }

  /** Back to what is assumed. */
  forget(): void {
    this.#speed = assumed * this.#parallelism
    this.#deviation = deviation.first
    this.#lessons = 0
    this.#largest = 0
  }
}
