import { smaller } from '../../reranker/index.ts'
import type { CallContext, Provider } from '../provider.ts'
import { pineconeAnswer } from './pinecone-answer.ts'
import { cuttingModel, mostDocumentTokens, pineconeModels, truncatingModels } from './pinecone-models.ts'
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
  applies: ({ model }) => (model === cuttingModel ? ['maxDocumentTokens'] : []),
  toRequest: ({ model, query, texts, baseUrl, apiKey, settings, options }) => ({
    url: `${baseUrl}/rerank`,
    headers: { ...(apiKey !== undefined && { 'api-key': apiKey }), 'x-pinecone-api-version': settings.apiVersion },
    body: {
      model,
      query,
      documents: texts.map((text) => ({ text })),
      return_documents: false,
      ...toParameters({ model, settings, options }),
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

function toParameters({
  model,
  settings,
  options,
}: Pick<CallContext<PineconeSettings>, 'model' | 'settings' | 'options'>): { parameters?: Record<string, unknown> } {
  const truncate = settings.truncate ?? (truncatingModels.includes(model) ? 'END' : undefined)
  const most = options.maxDocumentTokens && Math.min(options.maxDocumentTokens, mostDocumentTokens)
  const tokens = smaller(most, settings.maxTokensPerDocument)
  const parameters = {
    ...(truncate !== undefined && { truncate }),
    ...(tokens !== undefined && { max_tokens_per_doc: tokens }),
  }
  return Object.keys(parameters).length === 0 ? {} : { parameters }
}
