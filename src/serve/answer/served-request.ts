/** A document as a client sent it, and the text that is read of it. */
export interface ServedDocument {
  readonly text: string
  /** What came over the wire. */
  readonly source: unknown
}

/** One query and its documents, whichever dialect they came in. */
export interface ServedRequest {
  /** The name that the client used, where it did. */
  readonly model: string | undefined
  readonly query: string
  readonly documents: readonly ServedDocument[]
  /** Where each document stands in the body, where that is not its place among `documents`. */
  readonly places?: readonly number[] | undefined
  /** How many results come back. Default: all. */
  readonly topK?: number | undefined
  /** How many candidates are scored. Default: the model's. */
  readonly depth?: number | undefined
  /** 0, the most urgent, to 999. */
  readonly priority: number
  /** Tokens that are read of a document, at most. */
  readonly maxDocumentTokens?: number | undefined
  /** Parts in which a long document is read, at most. */
  readonly maxChunks?: number | undefined
  /** Whether what is too long may be cut; if not, the request is refused. */
  readonly truncate: boolean
  /** Things that the client should know of, found while reading. */
  readonly warnings: readonly string[]
}
