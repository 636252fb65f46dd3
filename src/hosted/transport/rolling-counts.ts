const slices = 10

/** Counts things of two kinds over the last while; what is older is forgotten, a tenth of the time at once. */
export class RollingCounts {
  readonly #slice: number
  readonly #now: () => number
  #entries: { slice: number; a: number; b: number }[] = []

  constructor({ window, now = () => performance.now() }: { window: number; now?: (() => number) | undefined }) {
    this.#slice = window / slices
    this.#now = now
  }

  add(kind: 'a' | 'b'): void {
    const slice = Math.floor(this.#now() / this.#slice)
    let last = this.#entries.at(-1)
    if (last?.slice !== slice) {
      last = { slice, a: 0, b: 0 }
      this.#entries.push(last)
    }
    last[kind]++
  }

  get totals(): { a: number; b: number } {
    const oldest = Math.floor(this.#now() / this.#slice) - slices
    this.#entries = this.#entries.filter(({ slice }) => slice > oldest)
    return this.#entries.reduce((sum, { a, b }) => ({ a: sum.a + a, b: sum.b + b }), { a: 0, b: 0 })
  }

  clear(): void {
    this.#entries = []
  }
}
