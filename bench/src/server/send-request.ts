import type { LoadRequest } from './corpus.ts'

/** What became of a request. */
export interface Fate {
  /** `refused`: 413 or 429 or 503, before any work. `late`: 504. `lost`: no answer, or one that is no answer. */
  readonly kind: 'answered' | 'refused' | 'late' | 'cancelled' | 'lost'
  readonly milliseconds: number
  readonly documents: number
  /** Scores that are not the ones that the pair has. */
  readonly wrong: number
  readonly status?: number
  /** Whether a refusal said when to come back. */
  readonly retryAfter?: boolean
}

/** Sends a request in Cohere's dialect, and checks every score of the answer. */
export async function sendRequest({
  url,
  request,
  deadline,
  signal,
}: {
  url: string
  request: LoadRequest
  /** Milliseconds. */
  deadline: number
  signal?: AbortSignal
}): Promise<Fate> {
  const { query, documents, scores } = request
  const startedAt = performance.now()
  const fate = (kind: Fate['kind'], rest: Partial<Fate> = {}): Fate => {
    return { kind, milliseconds: performance.now() - startedAt, documents: documents.length, wrong: 0, ...rest }
  }
  try {
    const response = await fetch(`${url}/v2/rerank`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-request-timeout-ms': String(deadline) },
      body: JSON.stringify({ model: 'secondpass-en', query, documents }),
      ...(signal && { signal }),
    })
    const { status } = response
    const body = (await response.json()) as { results?: { index: number; relevance_score: number }[] }
    if (status === 413 || status === 429 || status === 503) {
      return fate('refused', { status, retryAfter: response.headers.has('retry-after') })
    }
    if (status === 504) return fate('late', { status })
    if (status !== 200 || body.results === undefined) return fate('lost', { status })
    const wrong = body.results.filter(({ index, relevance_score }) => !isSame(relevance_score, scores[index])).length
    const missing = documents.length - new Set(body.results.map(({ index }) => index)).size
    return fate('answered', { status, wrong: wrong + missing })
  } catch {
    return fate(signal?.aborted ? 'cancelled' : 'lost')
  }
}

function isSame(score: number, expected: number | undefined): boolean {
  return expected !== undefined && Math.abs(score - expected) < 1e-9
}
