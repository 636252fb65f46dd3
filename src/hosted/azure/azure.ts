import { bearer } from '../bearer.ts'
import { toCohereBody } from '../cohere/cohere-body.ts'
import type { Provider } from '../provider.ts'
import { readAzureAnswer } from './azure-answer.ts'
import { azureModels } from './azure-models.ts'
import { type AzureSettings, azureSettings } from './azure-settings.ts'
import { azureUrl } from './azure-url.ts'

/** Cohere's models on Azure: https://docs.cohere.com/docs/cohere-on-microsoft-azure. The variables are LiteLLM's. */
export const azure: Provider<AzureSettings> = {
  name: 'azure',
  title: 'Azure AI (Cohere)',
  keyVariables: ['AZURE_AI_API_KEY'],
  baseUrlVariables: ['AZURE_AI_API_BASE'],
  scale: 'provider',
  models: azureModels,
  anyModel: { maxDocuments: 1000 },
  settings: azureSettings,
  applies: ({ settings: { apiVersion } }) => (apiVersion === 1 ? [] : ['maxDocumentTokens']),
  toRequest: (context) => {
    const { baseUrl, apiKey, settings } = context
    const { apiVersion, auth } = settings
    return {
      url: azureUrl({ baseUrl, apiVersion }),
      headers: auth === 'api-key' && apiKey !== undefined ? { 'api-key': apiKey } : bearer(apiKey),
      body: toCohereBody(context),
    }
  },
  toAnswer: ({ body, context }) => readAzureAnswer({ body, texts: context.texts }),
}
