import type { CodeRequest } from './code-request.ts'

/** A request as a program with this package, which asks the server. */
export function toTypeScript({ request, server, needsKey }: CodeRequest): string {
  const { model, query, candidates, fields, topK, depth, maxChunks } = request
  return [
    "import { createReranker } from 'secondpass'",
    '',
    'const reranker = createReranker({',
    `  url: ${JSON.stringify(`${server}/v2/rerank`)},`,
    "  dialect: 'cohere',",
    `  model: ${JSON.stringify(model)},`,
    ...(needsKey ? ['  apiKey: process.env.SECONDPASS_API_KEY,'] : []),
    '})',
    ...(maxChunks === undefined ? [] : ['// This dialect has no maxChunks; POST /secondpass/v1/rerank does.']),
    'const { results } = await reranker.rerank({',
    `  query: ${JSON.stringify(query)},`,
    `  documents: ${indent(JSON.stringify(candidates, null, 2))},`,
    ...(fields !== undefined && fields.length > 0 ? [`  fields: ${JSON.stringify(fields)},`] : []),
    ...(topK === undefined ? [] : [`  topK: ${topK},`]),
    ...(depth === undefined ? [] : [`  depth: ${depth},`]),
    '})',
    'for (const { rank, previousRank, score, index } of results) console.log({ rank, previousRank, score, index })',
    '',
  ].join('\n')
}

function indent(text: string): string {
  return text.replaceAll('\n', '\n  ')
}
