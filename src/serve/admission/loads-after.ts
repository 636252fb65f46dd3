import type { Load } from './load.ts'

/**
 * What is left of loads after some time in which they shared the speed by weight and none came; those done keep nothing.
 *
 * @param time - Milliseconds.
 * @param speed - Tokens per millisecond, by all workers.
 */
export function loadsAfter<L extends Load>({
  loads,
  time,
  speed,
}: {
  loads: readonly L[]
  time: number
  speed: number
}): (L & { left: number })[] {
  const turn = turnAfter({ loads, read: time * speed })
  return loads.map((load) => {
    const { left, weight, most } = load
    return { ...load, left: Math.max(0, left - Math.min(weight * turn, most * time * speed)) }
  })
}

/** How many tokens a load of weight 1 got, once all together got `read`. */
function turnAfter({ loads, read }: { loads: readonly Load[]; read: number }): number {
  let weights = loads.reduce((sum, { weight }) => sum + weight, 0)
  let done = 0
  for (const { left, weight } of [...loads].sort((a, b) => a.left / a.weight - b.left / b.weight)) {
    const turn = left / weight
    if (done + weights * turn >= read) return (read - done) / weights
    done += left
    weights -= weight
  }
  return Number.POSITIVE_INFINITY
}
