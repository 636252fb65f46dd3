import { smaller } from '../../reranker/index.ts'
import type { CallContext } from '../provider.ts'
import type { CohereSettings } from './cohere-settings.ts'

/**
 * The body of a call. Nothing but what the version documents: Cohere answers 422 to a key that it does not know.
 * Context Focus (`relevant_spans`) is as Cohere's own package for Python has it, cohere 7.3.1; that for JavaScript, 8.1.0,
 * does not have it yet.
 */
export function toCohereBody({ model, query, texts, settings, options }: CallContext<CohereSettings>): unknown {
  const { apiVersion, relevantSpans } = settings
  const body = { model, query, documents: texts }
  const chunks = options.maxChunks ?? settings.maxChunksPerDocument
  if (apiVersion === 1) return { ...body, ...(chunks !== undefined && { max_chunks_per_doc: chunks }) }
  const tokens = smaller(options.maxDocumentTokens, settings.maxTokensPerDocument)
  // No request is more urgent than the settings let it be; 0 is what the service takes for granted.
  const priority = options.priority ? Math.max(options.priority, settings.priority ?? 0) : settings.priority
  return {
    ...body,
    ...(tokens !== undefined && { max_tokens_per_doc: tokens }),
    ...(priority !== undefined && { priority }),
    ...(relevantSpans && { relevant_spans: toWireSpans(relevantSpans) }),
  }
}

function toWireSpans(spans: Exclude<CohereSettings['relevantSpans'], false | undefined>): unknown {
  const { maxSpans, threshold } = spans === true ? {} : spans
  return {
    mode: 'enabled',
    ...(maxSpans !== undefined && { max_spans: maxSpans }),
    ...(threshold !== undefined && { threshold }),
  }
}
