import { bearer } from '../bearer.ts'
import type { Provider } from '../provider.ts'
import { openrouterAnswer } from './openrouter-answer.ts'
import { openrouterModels } from './openrouter-models.ts'
import { type OpenRouterSettings, openrouterSettings } from './openrouter-settings.ts'

/** OpenRouter's API: https://openrouter.ai/docs/api/api-reference/rerank/create-rerank */
export const openrouter: Provider<OpenRouterSettings> = {
  name: 'openrouter',
  title: 'OpenRouter',
  keyVariables: ['OPENROUTER_API_KEY'],
  baseUrl: 'https://openrouter.ai/api',
  scale: 'provider',
  models: openrouterModels,
  anyModel: { maxDocuments: 100 },
  settings: openrouterSettings,
  toRequest: ({ model, query, texts, baseUrl, apiKey, settings: { provider, user, sessionId } }) => ({
    url: `${baseUrl}/v1/rerank`,
    headers: bearer(apiKey),
    body: {
      model,
      query,
      documents: texts,
      ...(provider !== undefined && { provider }),
      ...(user !== undefined && { user }),
      ...(sessionId !== undefined && { session_id: sessionId }),
    },
  }),
  toAnswer: ({ body }) => {
    const { model, results, usage } = openrouterAnswer.parse(body)
    return {
      scores: results.map(({ index, relevance_score: score }) => ({ index, score })),
      usage: {
        ...(usage?.search_units != null && { searchUnits: usage.search_units }),
        ...(usage?.total_tokens != null && { tokens: usage.total_tokens }),
        ...(usage?.cost != null && { cost: usage.cost }),
      },
      ...(model != null && { model }),
    }
  },
}
