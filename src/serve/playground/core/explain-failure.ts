/** A failure in words that help, and the field that it is about, where it is about one. */
export interface Explanation {
  readonly field?: 'query' | 'candidates' | 'model' | 'key'
  readonly title: string
  /** What the server said, or what happened. */
  readonly detail: string
  /** What to do. */
  readonly advice: string
}

/**
 * Explains an answer that is no success.
 *
 * @param status - HTTP status; 0 where no answer came.
 * @param message - The server's words.
 * @param retryAfter - Seconds, as the server names them.
 */
export function explainFailure({
  status,
  message,
  retryAfter,
  origin,
}: {
  status: number
  message: string
  retryAfter?: number | undefined
  origin: string
}): Explanation {
  const detail = message
  if (status === 0) {
    const advice = 'Is it still running? Start it again with “secondpass serve”, and run once more.'
    return { title: 'The server does not answer', detail: `No answer came from ${origin}.`, advice }
  }
  if (status === 401) {
    return { field: 'key', title: 'An API key is needed', detail, advice: 'Enter a key that this server knows.' }
  }
  if (status === 404) return { field: 'model', title: 'No such model', detail, advice: 'Choose another model.' }
  if (status === 413) {
    const advice = 'Send fewer or shorter candidates, or a smaller depth.'
    return { field: 'candidates', title: 'Too much for one request', detail, advice }
  }
  if (status === 429) {
    const wait = retryAfter === undefined ? 'Run again in a moment' : `Run again in ${seconds(retryAfter)}`
    return { title: 'The server has too much to do', detail, advice: `${wait}, or with a smaller depth.` }
  }
  if (status === 504) return { title: 'Out of time', detail, advice: 'Try fewer candidates or a smaller depth.' }
  if (status === 503) {
    const advice = 'It may still be loading, or what it asks may be down. Run again in a moment, or choose another.'
    return { title: 'The model cannot answer now', detail, advice }
  }
  if (status === 400 || status === 403 || status === 422) {
    return { title: 'The server refused the request', detail, advice: 'Change what it names, and run again.' }
  }
  return { title: `The server failed (${status})`, detail, advice: 'Its log says more, under the id of this request.' }
}

function seconds(count: number): string {
  return count === 1 ? '1 second' : `${count} seconds`
}
