import type { HostedOptions } from '../hosted-options.ts'
import type { Dialect, DialectName } from './dialect.ts'

/** Settings of a reranker behind any URL. */
export interface CustomOptions extends Omit<HostedOptions, 'baseUrl' | 'settings'> {
  /** Where calls go, as it is: nothing is put behind it. */
  readonly url: string
  /**
   * The shape of requests and answers: one with a name, or one of your own. Default: `{ model, query, documents }` is
   * sent, or TEI's `{ query, texts }` to a server that asks for `texts`, and the answer's shape is recognised.
   */
  readonly dialect?: DialectName | Dialect | undefined
  /** Sent where it is given. */
  readonly model?: string | undefined
  /** The most documents of one call. Default 1000; TEI 32, NIM 512. */
  readonly maxDocuments?: number | undefined
  /** Whether the scores are so few (rounded, or counts) that texts which differ may all have the same. Default false. */
  readonly coarse?: boolean | undefined
}
