/** A query and a text as the model reads them. */
export interface EncodedPair {
  readonly ids: readonly number[]
  readonly typeIds: readonly number[]
  readonly queryTruncated: boolean
  readonly documentTruncated: boolean
}

/** Joins query and text to what one kind of model reads. */
export interface PairEncoder {
  encode(pair: { query: string; text: string; maxTokens: number }): EncodedPair
  /** The tokens that a text can have beside this query. */
  roomFor(pair: { query: string; maxTokens: number }): number
  /** How many tokens a piece of text has. */
  count(text: string): number
}
