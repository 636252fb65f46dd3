import type { CallContext, Provider } from '../provider.ts'
import { bedrockAnswer } from './bedrock-answer.ts'
import { bedrockModels } from './bedrock-models.ts'
import { type BedrockSettings, bedrockSettings } from './bedrock-settings.ts'
import { findCredentials } from './find-credentials.ts'
import { findRegion, toModelArn } from './find-region.ts'
import { signRequest } from './sign-request.ts'

/** Amazon Bedrock: https://docs.aws.amazon.com/bedrock/latest/APIReference/API_agent-runtime_Rerank.html */
export const bedrock: Provider<BedrockSettings> = {
  name: 'bedrock',
  title: 'Amazon Bedrock',
  // Calls are signed with two or three values of the environment, not with one key.
  keyVariables: [],
  credentialVariables: ['AWS_ACCESS_KEY_ID'],
  baseUrl: 'https://bedrock-agent-runtime.{region}.amazonaws.com',
  scale: 'provider',
  models: bedrockModels,
  anyModel: { maxDocuments: 1000 },
  settings: bedrockSettings,
  toRequest: async (context) => {
    const { baseUrl, model, settings } = context
    const region = findRegion({ region: settings.region, model })
    const credentials = await findCredentials({ settings })
    const url = `${baseUrl.replace('{region}', region)}/rerank`
    return await signRequest({ request: { url, headers: {}, body: toBody(context, region) }, credentials, region })
  },
  toAnswer: ({ body }) => {
    const { results } = bedrockAnswer.parse(body)
    return { scores: results.map(({ index, relevanceScore: score }) => ({ index, score })), usage: {} }
  },
}

function toBody({ model, query, texts, settings }: CallContext<BedrockSettings>, region: string): unknown {
  const { additionalModelRequestFields } = settings
  return {
    queries: [{ type: 'TEXT', textQuery: { text: query } }],
    sources: texts.map((text) => ({
      type: 'INLINE',
      inlineDocumentSource: { type: 'TEXT', textDocument: { text } },
    })),
    rerankingConfiguration: {
      type: 'BEDROCK_RERANKING_MODEL',
      bedrockRerankingConfiguration: {
        modelConfiguration: {
          modelArn: toModelArn({ model, region }),
          ...(additionalModelRequestFields && { additionalModelRequestFields }),
        },
        // The service's own number is not documented to be all.
        numberOfResults: texts.length,
      },
    },
  }
}
