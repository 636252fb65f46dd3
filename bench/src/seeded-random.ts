/** Numbers that look random and are the same for the same seed, so that every run works on the same texts. */
export class SeededRandom {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** From 0 up to 1. */
  next(): number {
    // A linear congruential generator; its low bits are weak, and dividing by 2³² puts them last.
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0
    return this.#state / 2 ** 32
  }

  /** Normally distributed, mean 0 and deviation 1: a sum of twelve uniform numbers comes close enough. */
  normal(): number {
    let sum = 0
    for (let count = 0; count < 12; count++) sum += this.next()
    return sum - 6
  }

  pick<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.next() * choices.length)] as T
  }
}
