import type { OutputFormat, QueryOutput } from './query-output.ts'

/** Options of the JSON forms. */
export interface JsonFormatOptions {
  /** Whether results hold the documents; without, their ids say which they are. */
  readonly documents: boolean
}

/** One line a query. */
export function jsonLinesFormat(options: JsonFormatOptions): OutputFormat {
  return { head: '', format: (output) => `${JSON.stringify(toJson(output, options))}\n`, tail: () => '' }
}

/** One JSON document: an object for a single query, an array for a batch. */
export function jsonFormat({ batch, ...options }: JsonFormatOptions & { batch: boolean }): OutputFormat {
  if (!batch)
    return { head: '', format: (output) => `${JSON.stringify(toJson(output, options), null, 2)}\n`, tail: () => '' }
  return {
    head: '[',
    format: (output, first) => `${first ? '\n' : ',\n'}${JSON.stringify(toJson(output, options))}`,
    tail: (any) => (any ? '\n]\n' : ']\n'),
  }
}

function toJson(output: QueryOutput, { documents }: JsonFormatOptions): object {
  const { queryId, query } = output
  if ('error' in output) return { queryId, query, error: output.error }
  const { results, ...rest } = output.response
  return {
    queryId,
    query,
    results: results.map(({ document, ...result }) => (documents ? { ...result, document } : result)),
    ...rest,
  }
}
