/** Kinds of warnings. Stable, for programs; the message is for people. */
export type WarningCode =
  | 'empty_document'
  | 'lone_surrogates'
  | 'query_truncated'
  | 'threshold_not_applied'
  /** The model's name is an old one; another model answered. */
  | 'model_replaced'
  /** The scores depend on which documents are scored together, and the request was too large for one call. */
  | 'split_listwise'
  /** What a hosted service says in its answer. */
  | 'service'

/** Something worth knowing that did not stop the request. */
export interface Warning {
  readonly code: WarningCode
  /** Never holds text of a query or a document. */
  readonly message: string
  /** The documents it is about, as positions in the request. */
  readonly indexes?: readonly number[]
}
