import type { CallContext } from '../provider.ts'
import type { CohereSettings } from './cohere-settings.ts'

/**
 * The body of a call. Nothing but what the version documents: Cohere answers 422 to a key that it does not know.
 *
 * Context Focus (`relevant_spans`) is named in Cohere's changelog of Rerank 5. The names of its parts, `max_spans` and
 * `threshold`, are not verified: they are read off a client's documentation (MemberJunction 6.2), and the official SDK
 * (cohere-ai 8.1.0) has none of them yet. They are sent only when the setting asks for spans.
 */
export function toCohereBody({ model, query, texts, settings }: CallContext<CohereSettings>): unknown {
  const { apiVersion, maxTokensPerDocument, maxChunksPerDocument, priority, relevantSpans } = settings
  const body = { model, query, documents: texts }
  if (apiVersion === 1)
    return { ...body, ...(maxChunksPerDocument !== undefined && { max_chunks_per_doc: maxChunksPerDocument }) }
  return {
    ...body,
    ...(maxTokensPerDocument !== undefined && { max_tokens_per_doc: maxTokensPerDocument }),
    ...(priority !== undefined && { priority }),
    ...(relevantSpans && { relevant_spans: toWireSpans(relevantSpans) }),
  }
}

function toWireSpans(spans: Exclude<CohereSettings['relevantSpans'], false | undefined>): unknown {
  if (spans === true) return true
  const { maxSpans, threshold } = spans
  return { ...(maxSpans !== undefined && { max_spans: maxSpans }), ...(threshold !== undefined && { threshold }) }
}
