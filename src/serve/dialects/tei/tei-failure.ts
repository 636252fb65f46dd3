import type { ServeError } from '../../serve-error.ts'

export const teiErrorTypes = ['Unhealthy', 'Backend', 'Overloaded', 'Validation', 'Tokenizer', 'Empty'] as const

export type TeiErrorType = (typeof teiErrorTypes)[number]

/** TEI answers 424 for a model that failed, and 422 for a list of texts that is too long. */
export function teiStatus({ status }: Pick<ServeError, 'status'>): number {
  if (status === 413) return 422
  return status === 500 || status === 502 || status === 504 ? 424 : status
}
