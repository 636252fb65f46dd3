const kept = 200

/** How long the last answers took. */
export class Latencies {
  readonly #times: number[] = []
  #next = 0

  add(milliseconds: number): void {
    this.#times[this.#next] = milliseconds
    this.#next = (this.#next + 1) % kept
  }

  /** The time within which 95 of 100 came; undefined while fewer than `sample` are known. */
  p95(sample: number): number | undefined {
    if (this.#times.length < Math.max(1, sample)) return undefined
    const sorted = [...this.#times].sort((a, b) => a - b)
    return sorted[Math.ceil(sorted.length * 0.95) - 1]
  }
}
