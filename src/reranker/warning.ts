/** Kinds of warnings. Stable, for programs; the message is for people. */
export type WarningCode = 'empty_document' | 'lone_surrogates' | 'query_truncated' | 'threshold_not_applied'

/** Something worth knowing that did not stop the request. */
export interface Warning {
  readonly code: WarningCode
  /** Never holds text of a query or a document. */
  readonly message: string
  /** The documents it is about, as positions in the request. */
  readonly indexes?: readonly number[]
}
