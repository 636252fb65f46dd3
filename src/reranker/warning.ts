import type { ErrorCode } from './secondpass-error.ts'

/** Kinds of warnings. Stable, for programs; the message is for people. */
export type WarningCode =
  | 'empty_document'
  | 'lone_surrogates'
  | 'query_truncated'
  | 'threshold_not_applied'
  /** The model's name is an old one; another model answered. */
  | 'model_replaced'
  /** The request has options that the model cannot apply. */
  | 'option_ignored'
  /** The scores depend on which documents are scored together, and the request was too large for one call. */
  | 'split_listwise'
  /** What a hosted service says in its answer. */
  | 'service'
  /** A reranker failed and another one answered; `failed` names it. */
  | 'fell_back'
  /** The store of known scores did not answer; scores were made anew. */
  | 'cache_unavailable'
  /** What the request cost could not be written down. */
  | 'ledger_unavailable'

/** Something worth knowing that did not stop the request. */
export interface Warning {
  readonly code: WarningCode
  /** Never holds text of a query or a document. */
  readonly message: string
  /** The documents it is about, as positions in the request. */
  readonly indexes?: readonly number[]
  /** The reranker that it is about, and how it failed. */
  readonly failed?: { readonly id: string; readonly code: ErrorCode }
}
