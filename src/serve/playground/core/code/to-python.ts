import { readCandidateText } from '../read-candidate-text.ts'
import type { CodeRequest } from './code-request.ts'

/** A request as a program with Cohere's Python client. JSON's strings, lists and whole numbers are Python's too. */
export function toPython({ request, server, needsKey }: CodeRequest): string {
  const { model, query, candidates, fields, topK, depth, maxChunks } = request
  const texts = candidates.map((candidate) => readCandidateText({ candidate, fields }))
  const key = needsKey ? 'os.environ["SECONDPASS_API_KEY"]' : '"none"'
  return [
    ...(needsKey ? ['import os', ''] : []),
    'import cohere',
    '',
    `client = cohere.ClientV2(base_url=${JSON.stringify(server)}, api_key=${key})`,
    ...(depth === undefined && maxChunks === undefined
      ? []
      : ['# Cohere’s API has no depth and no maxChunks; POST /secondpass/v1/rerank does.']),
    'response = client.rerank(',
    `    model=${JSON.stringify(model)},`,
    `    query=${JSON.stringify(query)},`,
    '    documents=[',
    ...texts.map((text) => `        ${JSON.stringify(text)},`),
    '    ],',
    ...(topK === undefined ? [] : [`    top_n=${topK},`]),
    ')',
    'for result in response.results:',
    '    print(result.index, result.relevance_score)',
    '',
  ].join('\n')
}
