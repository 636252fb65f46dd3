/** How long something waits that becomes due on the caller's thread, in milliseconds. */
export interface WaitingTimes {
  readonly median: number
  readonly p99: number
  readonly max: number
}

const tick = 1

/**
 * From the gaps between ticks to the wait of an event that becomes due at a random moment. A gap beyond the tick's own
 * millisecond is time in which the thread was not free, and an event in it waits for its end. (Percentiles of the gaps
 * themselves would hide a thread that is blocked for seconds: that is one gap among many.)
 */
export function waitingTimes(gaps: readonly number[]): WaitingTimes {
  const blocked = gaps.map((gap) => Math.max(0, gap - tick)).sort((a, b) => a - b)
  const total = gaps.reduce((sum, gap) => sum + gap, 0)
  /** The share of moments whose event waits longer than `wait`. */
  const share = (wait: number): number => blocked.reduce((sum, gap) => sum + Math.max(0, gap - wait), 0) / total
  const max = blocked.at(-1) ?? 0
  const percentile = (part: number): number => {
    let low = 0
    let high = max
    for (let step = 0; step < 50; step++) {
      const middle = (low + high) / 2
      if (share(middle) > 1 - part) low = middle
      else high = middle
    }
    return high
  }
  return { median: percentile(0.5), p99: percentile(0.99), max }
}
