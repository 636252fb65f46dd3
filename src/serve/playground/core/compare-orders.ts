import { countInversions } from './count-inversions.ts'

/** How far two orders of the same candidates agree. */
export interface OrderAgreement {
  /** Kendall's tau, −1 (reversed) to 1 (the same), over candidates that both orders have; absent for fewer than two. */
  readonly tau?: number
  /** Candidates that both orders have. */
  readonly shared: number
  /** Candidates that are among the first `k` of both. */
  readonly overlap: number
  /** How many first places `overlap` looks at. */
  readonly k: number
}

/** Measures how far two orders agree. */
export function compareOrders({ a, b, k }: { a: readonly number[]; b: readonly number[]; k: number }): OrderAgreement {
  const placeInB = new Map(b.map((index, place) => [index, place]))
  const places = a.map((index) => placeInB.get(index)).filter((place) => place !== undefined)
  const first = Math.min(k, a.length, b.length)
  const top = new Set(b.slice(0, first))
  const pairs = (places.length * (places.length - 1)) / 2
  return {
    ...(pairs > 0 && { tau: 1 - (2 * countInversions(places)) / pairs }),
    shared: places.length,
    overlap: a.slice(0, first).filter((index) => top.has(index)).length,
    k: first,
  }
}
