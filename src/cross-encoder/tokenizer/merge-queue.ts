/** A possible merge of the token at a place with the next one. */
export interface Merge {
  readonly place: number
  readonly rank: number
  readonly id: number
}

/** Possible merges; the one of lowest rank comes out first, of several the leftmost. */
export class MergeQueue {
  readonly #heap: Merge[] = []

  push(merge: Merge): void {
    const heap = this.#heap
    let place = heap.push(merge) - 1
    while (place > 0) {
      const parent = (place - 1) >> 1
      if (!precedes(merge, heap[parent] as Merge)) break
      heap[place] = heap[parent] as Merge
      place = parent
    }
    heap[place] = merge
  }

  pop(): Merge | undefined {
    const heap = this.#heap
    const first = heap[0]
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return first
    let place = 0
    for (;;) {
      let child = 2 * place + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && precedes(heap[child + 1] as Merge, heap[child] as Merge)) child++
      if (!precedes(heap[child] as Merge, last)) break
      heap[place] = heap[child] as Merge
      place = child
    }
    heap[place] = last
    return first
  }
}

function precedes(left: Merge, right: Merge): boolean {
  return left.rank < right.rank || (left.rank === right.rank && left.place < right.place)
}
