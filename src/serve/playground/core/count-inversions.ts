/** Pairs of numbers of which the larger one stands first; by merge sort, so that thousands are no trouble. */
export function countInversions(values: readonly number[]): number {
  return sortAndCount([...values]).inversions
}

function sortAndCount(values: number[]): { sorted: number[]; inversions: number } {
  if (values.length < 2) return { sorted: values, inversions: 0 }
  const middle = values.length >> 1
  const left = sortAndCount(values.slice(0, middle))
  const right = sortAndCount(values.slice(middle))
  const sorted: number[] = []
  let inversions = left.inversions + right.inversions
  let taken = 0
  for (const value of right.sorted) {
    while (taken < left.sorted.length && (left.sorted[taken] as number) <= value) {
      sorted.push(left.sorted[taken] as number)
      taken++
    }
    inversions += left.sorted.length - taken
    sorted.push(value)
  }
  return { sorted: [...sorted, ...left.sorted.slice(taken)], inversions }
}
