import type { Candidate } from '../candidate.ts'

/** A query with candidates, in an order that a search by words might give, to try the page with. */
export interface Example {
  readonly name: string
  /** What there is to see, in a sentence. */
  readonly note: string
  readonly query: string
  readonly candidates: readonly Candidate[]
  readonly fields?: readonly string[]
  readonly maxChunks?: number
}
