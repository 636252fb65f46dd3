import { bearer } from '../bearer.ts'
import type { Provider } from '../provider.ts'
import { togetherAnswer } from './together-answer.ts'
import { togetherModels } from './together-models.ts'
import { togetherSettings } from './together-settings.ts'

/** Together AI's API: https://docs.together.ai/reference/rerank-1 */
export const together: Provider<Record<string, never>> = {
  name: 'together',
  title: 'Together AI',
  keyVariables: ['TOGETHER_API_KEY'],
  baseUrl: 'https://api.together.ai',
  scale: 'provider',
  models: togetherModels,
  anyModel: { maxDocuments: 100 },
  settings: togetherSettings,
  toRequest: ({ model, query, texts, baseUrl, apiKey }) => ({
    url: `${baseUrl}/v1/rerank`,
    headers: bearer(apiKey),
    body: { model, query, documents: texts },
  }),
  toAnswer: ({ body }) => {
    const { model, results, usage } = togetherAnswer.parse(body)
    return {
      scores: results.map(({ index, relevance_score: score }) => ({ index, score })),
      usage: { ...(usage?.total_tokens != null && { tokens: usage.total_tokens }) },
      ...(model != null && { model }),
    }
  },
}
