/** A request of two documents of which the second is the better, as Cohere's clients send it. */
export function rerankBody({
  query = 'which',
  documents = ['number 1', 'number 2'],
}: {
  query?: string
  documents?: readonly string[]
} = {}): string {
  return JSON.stringify({ model: 'test', query, documents })
}

/** Indexes of an answer's results, best first. */
export function orderOf(answer: unknown): number[] {
  return (answer as { results: { index: number }[] }).results.map(({ index }) => index)
}

/** Sends a body, and reads an answer that must be JSON. */
export async function post(
  url: string,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
): Promise<{ status: number; headers: Headers; json: Record<string, unknown> }> {
  const response = await fetch(`${url}/v2/rerank`, { method: 'POST', body: body as string, headers })
  return { status: response.status, headers: response.headers, json: (await response.json()) as never }
}
