/** Makes a good answer, of any service's shape, wrong in the way that is asked for: in its first list. */
export function spoilAnswer(answer: unknown, kind: 'wrong-count' | 'duplicate-index' | 'null-score'): unknown {
  const spoiled = structuredClone(answer)
  const list = findList(spoiled)
  if (list === undefined) throw new Error('The answer has no list of results.')
  if (kind === 'wrong-count') list.pop()
  else if (kind === 'duplicate-index') list[list.length - 1] = list[0]
  else {
    const first = list[0] as Record<string, unknown>
    for (const [key, value] of Object.entries(first)) {
      if (typeof value === 'number' && key !== 'index') first[key] = null
    }
  }
  return spoiled
}

function findList(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value
  if (typeof value !== 'object' || value === null) return undefined
  return Object.values(value)
    .map(findList)
    .find((list) => list !== undefined)
}
