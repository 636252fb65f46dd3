/** What a request would take, told before it is made. Counts of tokens are guesses without the model's tokenizer. */
export interface Estimate {
  /** Query–text pairs that would be scored. */
  readonly pairs: number
  /** Tokens of those pairs, about. */
  readonly tokens: number
  /** Calls to hosted services, without retries; 0 for a model on this machine. */
  readonly requests: number
  /** Search units by the service's rules, where it counts them. */
  readonly searchUnits?: number
  /** US dollars; absent where a price is not known. */
  readonly cost?: number
}
