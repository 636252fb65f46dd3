import type { Call } from '../transport/transport.ts'
import { type TransportRules, transportRules } from '../transport/transport-rules.ts'

export const testKey = 'sk-very-secret-0123456789abcdef'

let calls = 0

/** A call to an address; of a model of its own, so that what is known of others is not known of it. */
export function makeCall({
  url,
  model = `model-${++calls}`,
  deadline = 10_000,
  signal = new AbortController().signal,
  texts = ['a', 'b', 'c'],
  query = 'q',
}: {
  url: string
  model?: string
  deadline?: number
  signal?: AbortSignal
  texts?: string[]
  query?: string
}): Call {
  return {
    service: 'testservice',
    model,
    request: {
      url: `${url}/v2/rerank`,
      headers: { authorization: `Bearer ${testKey}` },
      body: { model, query, documents: texts },
    },
    signal,
    deadlineAt: performance.now() + deadline,
  }
}

/** The rules with times for tests. */
export const quickRules: TransportRules = { ...transportRules, baseDelay: 10, maxDelay: 40 }

/** A good answer in Cohere's shape. */
export function goodAnswer(body: unknown): unknown {
  const { documents } = body as { documents: string[] }
  return { id: 'answer-1', results: documents.map((_, index) => ({ index, relevance_score: 0.9 - index / 10 })) }
}
