import { z } from 'zod'
import { bearer } from '../bearer.ts'
import type { Provider } from '../provider.ts'
import { recoverBySize } from '../recover-by-size.ts'
import { explainTei } from './explain-tei.ts'
import { teiAnswer } from './tei-answer.ts'
import { type TeiSettings, teiSettings } from './tei-settings.ts'

const info = z.object({ max_client_batch_size: z.number(), max_concurrent_requests: z.number().default(512) })

/** Calls of ours that may be under way at once. */
const calls = 8

/** Hugging Face's Text Embeddings Inference: https://huggingface.github.io/text-embeddings-inference/ */
export const tei: Provider<TeiSettings> = {
  name: 'tei',
  title: 'TEI',
  keyVariables: ['TEI_API_KEY'],
  keyOptional: true,
  modelOptional: true,
  baseUrlVariables: ['TEI_URL'],
  scale: 'logit',
  scaleOf: ({ rawScores }) => (rawScores ? 'logit' : 'sigmoid'),
  models: [],
  // --max-client-batch-size, by default.
  anyModel: { maxDocuments: 32 },
  settings: teiSettings,
  discovery: {
    toRequest: ({ baseUrl, apiKey }) => ({
      method: 'GET',
      url: `${baseUrl}/info`,
      headers: bearer(apiKey),
      body: undefined,
    }),
    readMaxDocuments: (body) => {
      const { max_client_batch_size: most, max_concurrent_requests: permits } = info.parse(body)
      // Each document takes a permit, and the server refuses a call that does not get all of its own at once.
      return Math.min(most, Math.max(1, Math.floor(permits / calls)))
    },
  },
  toRequest: ({ query, texts, baseUrl, apiKey, settings: { truncate, truncationDirection, rawScores } }) => ({
    url: `${baseUrl}/rerank`,
    headers: bearer(apiKey),
    body: {
      query,
      texts,
      raw_scores: rawScores,
      truncate,
      ...(truncationDirection && { truncation_direction: truncationDirection === 'left' ? 'Left' : 'Right' }),
    },
  }),
  toAnswer: ({ body, headers }) => {
    const tokens = Number(headers.get('x-compute-tokens') ?? Number.NaN)
    return { scores: teiAnswer.parse(body), usage: { ...(Number.isSafeInteger(tokens) && { tokens }) } }
  },
  explain: explainTei,
  recover: recoverBySize,
}
