import { bearer } from '../bearer.ts'
import type { Provider } from '../provider.ts'
import { jinaAnswer } from './jina-answer.ts'
import { jinaModels } from './jina-models.ts'
import { jinaSettings } from './jina-settings.ts'

/** Jina AI's API: https://api.jina.ai/redoc. Its answers echo the documents unless told not to. */
export const jina: Provider<Record<string, never>> = {
  name: 'jina',
  title: 'Jina AI',
  keyVariables: ['JINA_API_KEY'],
  keyOptional: 'elsewhere',
  baseUrl: 'https://api.jina.ai',
  scale: 'provider',
  models: jinaModels,
  anyModel: { maxDocuments: 64 },
  settings: jinaSettings,
  toRequest: ({ model, query, texts, baseUrl, apiKey }) => ({
    url: `${baseUrl}/v1/rerank`,
    headers: bearer(apiKey),
    body: { model, query, documents: texts, return_documents: false },
  }),
  toAnswer: ({ body }) => {
    const { model, results, usage } = jinaAnswer.parse(body)
    return {
      scores: results.map(({ index, relevance_score: score }) => ({ index, score })),
      usage: { ...(usage?.total_tokens != null && { tokens: usage.total_tokens }) },
      ...(model != null && { model }),
    }
  },
}
