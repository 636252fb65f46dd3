import type { Provider } from '../provider.ts'
import { pineconeAnswer } from './pinecone-answer.ts'
import { pineconeModels, truncatingModels } from './pinecone-models.ts'
import { type PineconeSettings, pineconeSettings } from './pinecone-settings.ts'

/** Pinecone Inference: https://docs.pinecone.io/reference/api/latest/inference/rerank */
export const pinecone: Provider<PineconeSettings> = {
  name: 'pinecone',
  title: 'Pinecone',
  keyVariables: ['PINECONE_API_KEY'],
  baseUrl: 'https://api.pinecone.io',
  scale: 'provider',
  models: pineconeModels,
  anyModel: { maxDocuments: 100 },
  settings: pineconeSettings,
  toRequest: ({ model, query, texts, baseUrl, apiKey, settings }) => ({
    url: `${baseUrl}/rerank`,
    headers: { ...(apiKey !== undefined && { 'api-key': apiKey }), 'x-pinecone-api-version': settings.apiVersion },
    body: {
      model,
      query,
      documents: texts.map((text) => ({ text })),
      return_documents: false,
      ...toParameters(model, settings),
    },
  }),
  toAnswer: ({ body }) => {
    const { model, data, usage } = pineconeAnswer.parse(body)
    return {
      scores: data.map(({ index, score }) => ({ index, score })),
      usage: { ...(usage?.rerank_units != null && { searchUnits: usage.rerank_units }) },
      ...(model != null && { model }),
    }
  },
}

function toParameters(model: string, settings: PineconeSettings): { parameters?: Record<string, unknown> } {
  const truncate = settings.truncate ?? (truncatingModels.includes(model) ? 'END' : undefined)
  const parameters = {
    ...(truncate !== undefined && { truncate }),
    ...(settings.maxTokensPerDocument !== undefined && { max_tokens_per_doc: settings.maxTokensPerDocument }),
  }
  return Object.keys(parameters).length === 0 ? {} : { parameters }
}
