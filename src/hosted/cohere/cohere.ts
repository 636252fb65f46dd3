import type { Provider } from '../provider.ts'
import { toUtf16Spans } from '../to-utf16-spans.ts'
import { cohereAnswer } from './cohere-answer.ts'
import { cohereModels } from './cohere-models.ts'
import { type CohereSettings, cohereSettings } from './cohere-settings.ts'

/** Cohere's API, versions 1 and 2: https://docs.cohere.com/reference/rerank */
export const cohere: Provider<CohereSettings> = {
  name: 'cohere',
  title: 'Cohere',
  keyVariables: ['CO_API_KEY', 'COHERE_API_KEY'],
  baseUrl: 'https://api.cohere.com',
  scale: 'provider',
  models: cohereModels,
  anyModel: { maxDocuments: 1000 },
  settings: cohereSettings,
  toRequest: ({ model, query, texts, baseUrl, apiKey, settings }) => {
    const { apiVersion, maxTokensPerDocument, maxChunksPerDocument, priority, relevantSpans } = settings
    return {
      url: `${baseUrl}/v${apiVersion}/rerank`,
      headers: apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` },
      body: {
        model,
        query,
        documents: texts,
        ...(apiVersion === 2 && {
          ...(maxTokensPerDocument !== undefined && { max_tokens_per_doc: maxTokensPerDocument }),
          ...(priority !== undefined && { priority }),
          ...(relevantSpans && { relevant_spans: toWireSpans(relevantSpans) }),
        }),
        ...(apiVersion === 1 && maxChunksPerDocument !== undefined && { max_chunks_per_doc: maxChunksPerDocument }),
      },
    }
  },
  toAnswer: ({ body, context }) => {
    const { results, meta } = cohereAnswer.parse(body)
    const { search_units: searchUnits, input_tokens: tokens } = meta?.billed_units ?? {}
    return {
      scores: results.map(({ index, relevance_score: score, relevant_spans: spans }) => ({
        index,
        score,
        ...(spans && { spans: toUtf16Spans({ text: context.texts[index] ?? '', spans }) }),
      })),
      usage: { ...(searchUnits != null && { searchUnits }), ...(tokens != null && { tokens }) },
      ...(meta?.warnings && { warnings: meta.warnings }),
    }
  },
}

function toWireSpans(spans: Exclude<CohereSettings['relevantSpans'], false | undefined>): unknown {
  if (spans === true) return true
  const { maxSpans, threshold } = spans
  return { ...(maxSpans !== undefined && { max_spans: maxSpans }), ...(threshold !== undefined && { threshold }) }
}
