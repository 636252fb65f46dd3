import type { Candidate } from './candidate.ts'

/** The fields with text that candidates have, in the order in which they are met; identifiers are left out. */
export function listTextFields(candidates: readonly Candidate[]): string[] {
  const found = new Set<string>()
  for (const candidate of candidates) {
    if (typeof candidate === 'string') continue
    for (const [name, value] of Object.entries(candidate)) {
      if (typeof value === 'string' && name !== 'id' && name !== '_id') found.add(name)
    }
  }
  return [...found]
}
