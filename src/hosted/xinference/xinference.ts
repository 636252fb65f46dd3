import { z } from 'zod'
import { bearer } from '../bearer.ts'
import { joinPath } from '../join-path.ts'
import type { Provider } from '../provider.ts'
import { recoverBySize } from '../recover-by-size.ts'
import { resultScores } from '../results-answer.ts'
import { xinferenceAnswer } from './xinference-answer.ts'

/** Xinference: https://inference.readthedocs.io */
export const xinference: Provider<object> = {
  name: 'xinference',
  title: 'Xinference',
  keyVariables: ['XINFERENCE_API_KEY'],
  keyOptional: true,
  baseUrlVariables: ['XINFERENCE_URL', 'XINFERENCE_ENDPOINT'],
  // Raw output or an activation of it, by the model and by what runs it.
  scale: 'provider',
  models: [],
  anyModel: { maxDocuments: 256 },
  settings: z.strictObject({}),
  toRequest: ({ model, query, texts, baseUrl, apiKey }) => ({
    url: joinPath(baseUrl, '/v1/rerank'),
    headers: bearer(apiKey),
    body: { model, query, documents: texts, return_documents: false },
  }),
  toAnswer: ({ body }) => {
    const answer = xinferenceAnswer.parse(body)
    const tokens = answer.meta?.tokens?.input_tokens
    return { scores: resultScores(answer), usage: { ...(tokens != null && { tokens }) } }
  },
  recover: recoverBySize,
}
