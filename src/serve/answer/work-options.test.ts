import { expect, it } from 'vitest'
import { type Reranker, rerankWith, type Scorer, type WorkOptions, workOptionsOf } from '../../reranker/index.ts'
import { WorkAdmission } from '../admission/work-admission.ts'
import { ModelRegistry } from '../models/model-registry.ts'
import type { ServedModel } from '../models/served-model.ts'
import { answerRequests } from './answer-requests.ts'
import type { ServedRequest } from './served-request.ts'

const scorer: Scorer = {
  model: { id: 'lengths' },
  rawScale: 'logit',
  scale: 'logit',
  score: async ({ texts, onScore }) => {
    for (const [position, text] of texts.entries()) onScore(position, { raw: text.length, truncated: false })
  },
}

const request: ServedRequest = {
  model: 'm',
  query: 'q',
  documents: ['a', 'bb'].map((text) => ({ text, source: text })),
  priority: 7,
  maxDocumentTokens: 100,
  maxChunks: 4,
  truncate: true,
  warnings: [],
}

it('what a client says of the work reaches the model, and its estimate', async () => {
  const said: WorkOptions[] = []
  const reranker: Reranker = {
    id: 'lengths',
    estimate: (asked) => {
      said.push(workOptionsOf(asked))
      return { pairs: 2, tokens: 2, requests: 0, cost: 0 }
    },
    rerank: async (asked) => {
      said.push(workOptionsOf(asked))
      return await rerankWith(scorer, asked)
    },
  }
  const model: ServedModel = {
    name: 'm',
    reranker,
    admission: new WorkAdmission({ limits: { requests: 10, tokens: 1000 }, parallelism: 1 }),
    degrade: {},
    depth: undefined,
    parallelism: 1,
    local: true,
    createdAt: 0,
    usable: Promise.resolve(),
    facts: { id: 'lengths' },
    state: 'ready',
  }
  const { signal } = new AbortController()
  const models = new ModelRegistry({ models: [model], aliases: {} })
  const [answer] = await answerRequests({ requests: [request], model, models, deadline: 10_000, signal })
  expect(answer?.response.results.map(({ index }) => index)).toEqual([1, 0])
  const { priority, maxDocumentTokens, maxChunks } = request
  expect(said).toEqual([1, 2].map(() => ({ priority, maxDocumentTokens, maxChunks })))
})
