import { bearer } from '../bearer.ts'
import type { Provider } from '../provider.ts'
import { voyageAnswer } from './voyage-answer.ts'
import { voyageModels } from './voyage-models.ts'
import { type VoyageSettings, voyageSettings } from './voyage-settings.ts'

/** Voyage AI's API: https://docs.voyageai.com/reference/reranker-api. MongoDB serves the same at https://ai.mongodb.com. */
export const voyage: Provider<VoyageSettings> = {
  name: 'voyage',
  title: 'Voyage AI',
  keyVariables: ['VOYAGE_API_KEY'],
  baseUrl: 'https://api.voyageai.com',
  scale: 'provider',
  models: voyageModels,
  anyModel: { maxDocuments: 1000, maxCallTokens: 300_000 },
  settings: voyageSettings,
  toRequest: ({ model, query, texts, baseUrl, apiKey, settings: { truncation } }) => ({
    url: `${baseUrl}/v1/rerank`,
    headers: bearer(apiKey),
    body: { model, query, documents: texts, ...(truncation !== undefined && { truncation }) },
  }),
  toAnswer: ({ body }) => {
    const { model, data, usage } = voyageAnswer.parse(body)
    return {
      scores: data.map(({ index, relevance_score: score }) => ({ index, score })),
      usage: { ...(usage?.total_tokens != null && { tokens: usage.total_tokens }) },
      ...(model != null && { model }),
    }
  },
}
