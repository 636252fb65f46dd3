import { z } from 'zod'
import { bearer } from '../bearer.ts'
import { joinPath } from '../join-path.ts'
import type { Provider } from '../provider.ts'
import { recoverBySize } from '../recover-by-size.ts'
import { readResults } from '../results-answer.ts'
import { explainLlamacpp } from './explain-llamacpp.ts'
import { isTooLong } from './is-too-long.ts'

/** The server of llama.cpp: https://github.com/ggml-org/llama.cpp/tree/master/tools/server */
export const llamacpp: Provider<object> = {
  name: 'llamacpp',
  title: 'llama.cpp',
  keyVariables: ['LLAMACPP_API_KEY'],
  keyOptional: true,
  modelOptional: true,
  baseUrlVariables: ['LLAMACPP_URL'],
  // Raw output of a cross-encoder, p(yes) of a Qwen3: under the same key, and the server does not say.
  scale: 'provider',
  models: [],
  // The server has no limit. It works off a call's documents a few at a time, and a try has to be over in its time.
  anyModel: { maxDocuments: 64 },
  settings: z.strictObject({}),
  toRequest: ({ model, query, texts, baseUrl, apiKey }) => ({
    url: joinPath(baseUrl, '/v1/rerank'),
    headers: bearer(apiKey),
    // No top_n: 0 means none here and all elsewhere, and what is cut off is not scored for us.
    body: { ...(model !== '' && { model }), query, documents: texts },
  }),
  toAnswer: ({ body }) => readResults(body),
  explain: explainLlamacpp,
  isFinal: ({ body }) => isTooLong(body),
  recover: recoverBySize,
}
