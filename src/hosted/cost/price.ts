/** What a service takes, in US dollars: for tokens, or for search units. */
export interface Price {
  /** For 1,000,000 tokens of query and documents. */
  readonly perMillionTokens?: number | undefined
  /** For 1,000 search units. */
  readonly perThousandSearchUnits?: number | undefined
}

/** A price as it was found somewhere. */
export interface ListedPrice extends Price {
  /** The model's name as a reranker has it: `cohere:rerank-v3.5`. */
  readonly model: string
  /** Where it was read. */
  readonly source: string
  /** When it was read, as `YYYY-MM-DD`. */
  readonly date: string
  /** Whether it was read on the service's own pages; other sources may be out of date, or wrong. */
  readonly verified: boolean
}
