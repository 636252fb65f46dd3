import type { RerankRequest } from '../../reranker/index.ts'

/** A document of the command line's input: a string, or an object with whatever fields. */
export type InputDocument = string | Record<string, unknown>

/** One query with its candidates, as it was read. */
export interface QueryInput extends RerankRequest<InputDocument> {
  /** Names the query in the output: its `id`, else its line or place in the input. */
  readonly queryId: string
  /** Where it was read, for messages. */
  readonly source: string
  /** The model that the input itself names. */
  readonly model?: string
}

/** A record that could not be made into a query; the others go on. */
export interface BadRecord {
  readonly queryId: string
  readonly source: string
  readonly problem: string
}

/** Queries from files, one after the other. */
export interface QuerySource {
  /** How many records there are; undefined where only reading to the end would tell, as with standard input. */
  count(): Promise<number | undefined>
  /** `skip` leaves out so many records from the start, without reading their documents. */
  read(skip: number): AsyncIterable<QueryInput | BadRecord>
  /** Releases open files. */
  close(): Promise<void>
}
