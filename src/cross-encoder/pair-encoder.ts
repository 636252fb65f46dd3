/** A query and a text as the model reads them. */
export interface EncodedPair {
  readonly ids: readonly number[]
  readonly typeIds: readonly number[]
  readonly queryTruncated: boolean
  readonly documentTruncated: boolean
}

/** A query and a text, and how much is read of them. */
export interface PairTexts {
  readonly query: string
  readonly text: string
  /** The most tokens of the pair. */
  readonly maxTokens: number
  /** The most tokens of the text, where that has a limit of its own. */
  readonly maxDocumentTokens?: number | undefined
}

/** Joins query and text to what one kind of model reads. */
export interface PairEncoder {
  encode(pair: PairTexts): EncodedPair
  /** The tokens that a text can have beside this query. */
  roomFor(pair: { query: string; maxTokens: number }): number
  /** How many tokens a piece of text has. */
  count(text: string): number
}
