import type { Price } from './cost/price.ts'

/** Settings of a reranker behind an API. All times are milliseconds. */
export interface HostedOptions {
  /** Default: the service's usual environment variable. */
  readonly apiKey?: string | undefined
  /** The service's address, for mirrors, proxies and servers of your own. */
  readonly baseUrl?: string | undefined
  /** Headers to send beside the service's own. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** What calls are made with. Default: the platform's `fetch`. */
  readonly fetch?: typeof globalThis.fetch | undefined
  /** How long one try may take, its body included. Default 10,000. */
  readonly timeout?: number | undefined
  /** How long all tries may take together, for requests that have no deadline of their own. Default 30,000. */
  readonly deadline?: number | undefined
  /** Tries after the first, for failures that may pass; at most 10. Default 2. */
  readonly retries?: number | undefined
  /** Calls under way at once. Default 8. */
  readonly concurrency?: number | undefined
  /** Calls that may wait for their turn; more are refused as `overloaded`. Default 256. */
  readonly maxQueue?: number | undefined
  /**
   * Whether to ask a second time when an answer takes longer than 95 % of the last ones did; the first answer counts, and
   * both calls may be billed. Default false.
   */
  readonly hedge?: boolean | undefined
  /** The largest answer that is read, in bytes. Default 33,554,432 (32 MiB). */
  readonly maxResponseBytes?: number | undefined
  /** What the service takes, in place of the price table's: by your own contract, or for a model that it lacks. */
  readonly price?: Price | undefined
  /** The service's own settings: see its page in docs/services.md. */
  readonly settings?: Readonly<Record<string, unknown>> | undefined
}
