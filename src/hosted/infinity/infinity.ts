import { bearer } from '../bearer.ts'
import type { Provider } from '../provider.ts'
import { recoverBySize } from '../recover-by-size.ts'
import { readResults } from '../results-answer.ts'
import { explainInfinity } from './explain-infinity.ts'
import { type InfinitySettings, infinitySettings } from './infinity-settings.ts'

/** Infinity: https://github.com/michaelfeil/infinity */
export const infinity: Provider<InfinitySettings> = {
  name: 'infinity',
  title: 'Infinity',
  keyVariables: ['INFINITY_API_KEY'],
  keyOptional: true,
  // Without one, the server takes the first that it was started with.
  modelOptional: true,
  baseUrlVariables: ['INFINITY_URL'],
  scale: 'logit',
  scaleOf: ({ rawScores }) => (rawScores ? 'logit' : 'sigmoid'),
  models: [],
  anyModel: { maxDocuments: 2048 },
  settings: infinitySettings,
  toRequest: ({ model, query, texts, baseUrl, apiKey, settings: { urlPrefix, rawScores } }) => ({
    // An address with the prefix at its end is as good as one without.
    url: `${baseUrl.endsWith(urlPrefix) ? baseUrl : baseUrl + urlPrefix}/rerank`,
    headers: bearer(apiKey),
    body: { ...(model !== '' && { model }), query, documents: texts, raw_scores: rawScores, return_documents: false },
  }),
  toAnswer: ({ body, context: { settings } }) => {
    const { scores, usage } = readResults(body)
    return { scores, usage: settings.lengthsViaTokenize ? usage : {} }
  },
  explain: explainInfinity,
  recover: recoverBySize,
}
