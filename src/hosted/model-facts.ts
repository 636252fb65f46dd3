/** What is known of a hosted model; data, with the place where it was read beside it. */
export interface ModelFacts {
  readonly id: string
  /** The most documents of one call. */
  readonly maxDocuments: number
  /** Tokens of query and document together that the model reads; longer documents are cut by the service, or refused. */
  readonly contextTokens?: number
  /** The most tokens of one call: the query once for each document, and the documents. */
  readonly maxCallTokens?: number
  /** Whether a document's score depends on the others of its call. */
  readonly listwise?: boolean
  /** The name to use in its place, for a model that was shut down. */
  readonly replacedBy?: string
}
