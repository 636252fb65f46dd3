import type { WireAnswer } from '../provider.ts'
import { toUtf16Spans } from '../to-utf16-spans.ts'
import { cohereAnswer } from './cohere-answer.ts'

/** Reads an answer of Cohere's, from its own servers or from another cloud's. */
export function readCohereAnswer({ body, texts }: { body: unknown; texts: readonly string[] }): WireAnswer {
  const { results, meta } = cohereAnswer.parse(body)
  const { search_units: searchUnits, input_tokens: billed } = meta?.billed_units ?? {}
  // Rerank 5 is billed by tokens; of older models only the tokens that were read are said, and not always.
  const tokens = billed ?? meta?.tokens?.input_tokens
  return {
    scores: results.map(({ index, relevance_score: score, relevant_spans: spans }) => ({
      index,
      score,
      ...(spans && { spans: toUtf16Spans({ text: texts[index] ?? '', spans }) }),
    })),
    usage: { ...(searchUnits != null && { searchUnits }), ...(tokens != null && { tokens }) },
    ...(meta?.warnings && { warnings: meta.warnings }),
  }
}
