/** How a candidate's place differs between two orders. */
export interface Move {
  /** Position in the request, from 0. */
  readonly index: number
  /** Places from 1; absent where an order leaves the candidate out. */
  readonly from?: number
  readonly to?: number
  readonly direction: 'up' | 'down' | 'same' | 'gone' | 'new'
  /** Places moved, 0 or more. */
  readonly distance: number
}

/**
 * Says of every candidate of two orders how it moved from one to the other: those of `to` in their order, then those that
 * only `from` has.
 */
export function listMoves({ from, to }: { from: readonly number[]; to: readonly number[] }): Move[] {
  const placeBefore = new Map(from.map((index, place) => [index, place + 1]))
  const kept = new Set(to)
  const moves = to.map((index, place): Move => {
    const before = placeBefore.get(index)
    const after = place + 1
    if (before === undefined) return { index, to: after, direction: 'new', distance: 0 }
    const direction = before > after ? 'up' : before < after ? 'down' : 'same'
    return { index, from: before, to: after, direction, distance: Math.abs(before - after) }
  })
  const gone = from
    .filter((index) => !kept.has(index))
    .map((index): Move => ({ index, from: placeBefore.get(index) as number, direction: 'gone', distance: 0 }))
  return [...moves, ...gone]
}
