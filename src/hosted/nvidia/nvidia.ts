import { bearer } from '../bearer.ts'
import type { CallContext, Provider } from '../provider.ts'
import { nvidiaAnswer } from './nvidia-answer.ts'
import { nvidiaModels } from './nvidia-models.ts'
import { type NvidiaSettings, nvidiaSettings } from './nvidia-settings.ts'

const hostedUrl = 'https://ai.api.nvidia.com'

/**
 * NVIDIA's reranking NIMs, on its servers (https://docs.api.nvidia.com/nim/reference) and in a container
 * (https://docs.nvidia.com/nim/nemo-retriever/). A container refuses a call for one text that is too long unless told to cut.
 */
export const nvidia: Provider<NvidiaSettings> = {
  name: 'nvidia',
  title: 'NVIDIA NIM',
  keyVariables: ['NVIDIA_API_KEY', 'NGC_API_KEY'],
  keyOptional: 'elsewhere',
  baseUrl: hostedUrl,
  scale: 'logit',
  models: nvidiaModels,
  anyModel: { maxDocuments: 512 },
  settings: nvidiaSettings,
  toRequest: (context) => ({
    url: toUrl(context),
    headers: bearer(context.apiKey),
    body: {
      model: context.model,
      query: { text: context.query },
      passages: context.texts.map((text) => ({ text })),
      truncate: context.settings.truncate,
    },
  }),
  toAnswer: ({ body }) => {
    const { rankings, usage } = nvidiaAnswer.parse(body)
    return {
      scores: rankings.map(({ index, logit: score }) => ({ index, score })),
      usage: { ...(usage?.total_tokens != null && { tokens: usage.total_tokens }) },
    }
  },
}

function toUrl({ baseUrl, model, settings }: CallContext<NvidiaSettings>): string {
  if (settings.selfHosted ?? baseUrl !== hostedUrl) return `${baseUrl}/v1/ranking`
  // In the path, and only there, the dots of a name are underscores.
  const path = settings.path ?? model.split('/').map(encodeURIComponent).join('/').replaceAll('.', '_')
  return `${baseUrl}/v1/retrieval/${path}/reranking`
}
