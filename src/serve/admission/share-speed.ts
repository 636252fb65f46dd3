import type { Load } from './load.ts'

/**
 * The part of a model's speed that each load gets, 0 to 1: by weight, and what one cannot use goes to the others.
 */
export function shareSpeed(loads: readonly Omit<Load, 'left'>[]): number[] {
  const shares: number[] = new Array(loads.length).fill(0)
  const soonestFull = loads
    .map((load, place) => ({ ...load, place }))
    .sort((a, b) => a.most / a.weight - b.most / b.weight)
  let free = 1
  let weights = loads.reduce((sum, { weight }) => sum + weight, 0)
  for (const { most, weight, place } of soonestFull) {
    const share = Math.min(most, (free * weight) / weights)
    shares[place] = share
    free -= share
    weights -= weight
  }
  return shares
}
