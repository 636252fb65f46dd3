import { smaller } from '../../reranker/index.ts'
import { bearer } from '../bearer.ts'
import { joinPath } from '../join-path.ts'
import type { Provider } from '../provider.ts'
import { recoverBySize } from '../recover-by-size.ts'
import { readResults } from '../results-answer.ts'
import { explainVllm } from './explain-vllm.ts'
import { type VllmSettings, vllmSettings } from './vllm-settings.ts'

/** vLLM: https://docs.vllm.ai/en/latest/models/pooling_models/ */
export const vllm: Provider<VllmSettings> = {
  name: 'vllm',
  title: 'vLLM',
  keyVariables: ['VLLM_API_KEY'],
  keyOptional: true,
  baseUrlVariables: ['VLLM_URL'],
  // A sigmoid, p(yes), or, for models that are no cross-encoders, a cosine: the server does not say.
  scale: 'provider',
  scaleOf: ({ useActivation }) => (useActivation === false ? 'logit' : 'provider'),
  models: [],
  // vLLM has no limit. It sends all documents back, so a call of any size would have an answer of any size.
  anyModel: { maxDocuments: 256 },
  settings: vllmSettings,
  // Not `priority`: a server that does not schedule by it refuses the call.
  applies: () => ['maxDocumentTokens'],
  toRequest: ({ model, query, texts, baseUrl, apiKey, settings, options }) => {
    const { maxTokensPerQuery, useActivation, instruction, priority } = settings
    const tokens = smaller(options.maxDocumentTokens, settings.maxTokensPerDocument)
    return {
      url: joinPath(baseUrl, '/v1/rerank'),
      headers: bearer(apiKey),
      body: {
        model,
        query,
        documents: texts,
        ...(tokens !== undefined && { max_tokens_per_doc: tokens }),
        ...(maxTokensPerQuery !== undefined && { max_tokens_per_query: maxTokensPerQuery }),
        ...(useActivation !== undefined && { use_activation: useActivation }),
        ...(instruction !== undefined && { instruction }),
        ...(priority !== undefined && { priority }),
      },
    }
  },
  toAnswer: ({ body }) => readResults(body),
  explain: explainVllm,
  recover: recoverBySize,
}
