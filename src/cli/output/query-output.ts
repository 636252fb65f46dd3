import type { RerankResponse } from '../../reranker/index.ts'
import type { InputDocument } from '../input/query-input.ts'

/** What became of one query: its answer, or why there is none. */
export type QueryOutput = {
  readonly queryId: string
  readonly query?: string
  readonly source: string
} & (
  | { readonly response: RerankResponse<InputDocument> }
  | { readonly error: { readonly code: string; readonly message: string } }
)

/** A form of output. Pieces are written one after the other, so that memory stays flat. */
export interface OutputFormat {
  /** Before the first query. */
  readonly head: string
  /** One query; `first` tells whether nothing stands before it. */
  format(output: QueryOutput, first: boolean): string
  /** After the last query; `any` tells whether there was one. */
  tail(any: boolean): string
}
