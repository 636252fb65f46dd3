/** One line of a ledger. Never holds text of a query or a document. */
export interface LedgerEntry {
  readonly time: Date
  /** The reranker's. */
  readonly id: string
  /** US dollars; below 0 where an estimate that was set aside is corrected. */
  readonly cost: number
  /** Calls to hosted services. */
  readonly requests?: number | undefined
  readonly searchUnits?: number | undefined
  readonly tokens?: number | undefined
}

/** What one reranker took in one hour, UTC. */
export interface LedgerHour {
  /** When the hour begins. */
  readonly hour: Date
  readonly id: string
  readonly cost: number
  readonly requests: number
  readonly searchUnits: number
  readonly tokens: number
}

/** Where costs are written down: `memoryLedger`, `fileLedger`, `redisLedger`, or one of your own. */
export interface Ledger {
  /** Resolves when the entry counts in `total`. */
  add(entry: LedgerEntry): Promise<void>
  /** Dollars spent or set aside since the beginning of the hour that `since` lies in. */
  total(range: { readonly since: Date }): Promise<number>
  /** The same by hour and reranker, the oldest first. */
  hours(range: { readonly since: Date }): Promise<LedgerHour[]>
  /** Ends connections, where there are any. */
  close?(): Promise<void>
}
