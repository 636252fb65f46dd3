import { readCandidateText } from '../read-candidate-text.ts'
import type { CodeRequest } from './code-request.ts'

/** A request as a call of `fetch` in the shape of Jina's API. */
export function toJinaFetch({ request, server, needsKey }: CodeRequest): string {
  const { model, query, candidates, fields, topK, depth, maxChunks } = request
  const documents = candidates.map((candidate) => readCandidateText({ candidate, fields }))
  const body = { model, query, documents, ...(topK !== undefined && { top_n: topK }), return_documents: false }
  return [
    ...(depth === undefined && maxChunks === undefined
      ? []
      : ['// This shape has no depth and no maxChunks; POST /secondpass/v1/rerank does.']),
    `const response = await fetch(${JSON.stringify(`${server}/v1/rerank`)}, {`,
    "  method: 'POST',",
    '  headers: {',
    "    'Content-Type': 'application/json',",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the example that reads the variable.
    ...(needsKey ? ['    Authorization: `Bearer ${process.env.SECONDPASS_API_KEY}`,'] : []),
    '  },',
    `  body: JSON.stringify(${JSON.stringify(body, null, 2).replaceAll('\n', '\n  ')}),`,
    '})',
    'const { results } = await response.json()',
    'for (const { index, relevance_score } of results) console.log(index, relevance_score)',
    '',
  ].join('\n')
}
