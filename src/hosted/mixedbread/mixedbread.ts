import { bearer } from '../bearer.ts'
import type { Provider } from '../provider.ts'
import { mixedbreadAnswer } from './mixedbread-answer.ts'
import { mixedbreadModels } from './mixedbread-models.ts'
import { type MixedbreadSettings, mixedbreadSettings } from './mixedbread-settings.ts'

/** Mixedbread's API: https://www.mixedbread.com/api-reference/endpoints/reranking */
export const mixedbread: Provider<MixedbreadSettings> = {
  name: 'mixedbread',
  title: 'Mixedbread',
  keyVariables: ['MXBAI_API_KEY', 'MIXEDBREAD_API_KEY'],
  baseUrl: 'https://api.mixedbread.com',
  baseUrlVariables: ['MIXEDBREAD_BASE_URL'],
  scale: 'provider',
  models: mixedbreadModels,
  anyModel: { maxDocuments: 100 },
  settings: mixedbreadSettings,
  toRequest: ({ model, query, texts, baseUrl, apiKey, settings: { rewriteQuery } }) => ({
    url: `${baseUrl}/v1/reranking`,
    headers: bearer(apiKey),
    body: {
      model,
      query,
      input: texts,
      // Every answer has a `top_k`, so the service has a default of its own; it is not documented to be all.
      top_k: texts.length,
      ...(rewriteQuery !== undefined && { rewrite_query: rewriteQuery }),
    },
  }),
  toAnswer: ({ body }) => {
    const { model, data, usage } = mixedbreadAnswer.parse(body)
    return {
      scores: data.map(({ index, score }) => ({ index, score })),
      usage: { ...(usage?.total_tokens != null && { tokens: usage.total_tokens }) },
      ...(model != null && { model }),
    }
  },
}
