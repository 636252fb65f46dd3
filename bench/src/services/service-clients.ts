import { CohereClientV2 } from 'cohere-ai'
import { createReranker, fallback, limited, memoryLedger } from '../../../dist/index.js'

/** A user's request; rejects when it fails. */
export type Client = (request: { query: string; documents: string[] }) => Promise<void>

const model = 'rerank-v3.5'

/** Ways to call the service, as their documentation shows them. */
export function makeClients({ url, patienceMs }: { url: string; patienceMs: number }): Record<string, Client> {
  const cohereAi = new CohereClientV2({ token: 'key', environment: url })
  const options = { apiKey: 'key', baseUrl: url, timeout: 2000, deadline: patienceMs, concurrency: 64 } as const
  const plain = createReranker(`cohere:${model}`, options)
  const hedged = createReranker(`cohere:${model}`, { ...options, hedge: true })
  return {
    'plain fetch': async ({ query, documents }) => {
      const response = await fetch(`${url}/v2/rerank`, {
        method: 'POST',
        headers: { authorization: 'Bearer key', 'content-type': 'application/json' },
        body: JSON.stringify({ model, query, documents }),
      })
      if (!response.ok) throw new Error(`${response.status}`)
      await response.json()
    },
    'cohere-ai': async ({ query, documents }) => {
      await cohereAi.rerank({ model, query, documents })
    },
    secondpass: async (request) => {
      await plain.rerank(request)
    },
    'secondpass, hedged': async (request) => {
      await hedged.rerank(request)
    },
  }
}

/** secondpass with a budget for the day, and the model on this machine when that is spent. */
export function makeBudgetClient({ url, perDay }: { url: string; perDay: number }): {
  client: Client
  locally: () => number
} {
  let local = 0
  const hosted = createReranker(`cohere:${model}`, { apiKey: 'key', baseUrl: url, timeout: 2000, concurrency: 64 })
  const reranker = fallback([limited(hosted, { budget: { perDay }, ledger: memoryLedger() }), createReranker()])
  return {
    client: async (request) => {
      const { model } = await reranker.rerank(request)
      if (model.id === 'secondpass-en') local++
    },
    locally: () => local,
  }
}
