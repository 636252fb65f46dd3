import type { Load } from './load.ts'

/**
 * Milliseconds until each load is done, when all share the speed by weight and none comes after them. By the time that one
 * is done, every other got as much for its weight, or is done too; and none is done sooner than it would be alone.
 *
 * @param speed - Tokens per millisecond, by all workers.
 */
export function finishTimes(loads: readonly Load[], speed: number): number[] {
  const times: number[] = new Array(loads.length).fill(0)
  const soonest = loads.map((load, place) => ({ ...load, place, turn: load.left / load.weight }))
  soonest.sort((a, b) => a.turn - b.turn)
  let done = 0
  let weights = loads.reduce((sum, { weight }) => sum + weight, 0)
  for (const { left, weight, most, place, turn } of soonest) {
    times[place] = Math.max(done + weights * turn, left / most) / speed
    done += left
    weights -= weight
  }
  return times
}
