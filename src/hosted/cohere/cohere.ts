import { bearer } from '../bearer.ts'
import type { Provider } from '../provider.ts'
import { toCohereBody } from './cohere-body.ts'
import { cohereModels } from './cohere-models.ts'
import { type CohereSettings, cohereSettings } from './cohere-settings.ts'
import { readCohereAnswer } from './read-cohere-answer.ts'

/** Cohere's API, versions 1 and 2: https://docs.cohere.com/reference/rerank */
export const cohere: Provider<CohereSettings> = {
  name: 'cohere',
  title: 'Cohere',
  keyVariables: ['CO_API_KEY', 'COHERE_API_KEY'],
  // Private deployments need none, and Cohere's own SDK sends none then.
  keyOptional: 'elsewhere',
  baseUrl: 'https://api.cohere.com',
  scale: 'provider',
  models: cohereModels,
  anyModel: { maxDocuments: 1000 },
  settings: cohereSettings,
  applies: ({ settings: { apiVersion } }) => (apiVersion === 1 ? ['maxChunks'] : ['maxDocumentTokens', 'priority']),
  toRequest: (context) => {
    const { baseUrl, apiKey, settings } = context
    // Cohere's page on private deployments calls /rerank. That it takes all keys of the version there is not verified.
    const version = settings.privateDeployment ? '' : `/v${settings.apiVersion}`
    return { url: `${baseUrl}${version}/rerank`, headers: bearer(apiKey), body: toCohereBody(context) }
  },
  toAnswer: ({ body, context }) => readCohereAnswer({ body, texts: context.texts }),
}
