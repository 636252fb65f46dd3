import { z } from 'zod'
import { wireScore } from '../../answer/wire-score.ts'
import { type Dialect, defineDialect } from '../dialect.ts'
import { exampleDocuments, exampleQuery } from '../example-texts.ts'
import { documentList, fields, jsonObject } from '../reading/body-fields.ts'
import { openAiError, writeOpenAiError } from '../writing/openai-error.ts'
import { tellRaw } from '../writing/tell-raw.ts'
import { tokenUsage, writeTokenUsage } from '../writing/token-usage.ts'
import { readVllmScore } from './read-vllm-score.ts'
import { scoreSides } from './vllm-score-body.ts'

const side = z
  .union([z.string(), documentList, jsonObject], { error: 'must be a string, an object, or a list of them' })
  .nullish()

const request = z.object({
  model: fields.model,
  queries: side,
  documents: side,
  items: side,
  text_1: side,
  text_2: side,
  data_1: side,
  data_2: side,
  truncate_prompt_tokens: z
    .int()
    .min(-1)
    .nullish()
    .describe('Read as a limit of each document; −1 is the default: what the model reads.'),
  max_tokens_per_doc: fields.count.describe(
    'Tokens that are read of a document; 0 is the default: what the model reads.',
  ),
  use_activation: fields.flag.describe('False: scores as the model gives them. Default: true.'),
  activation: fields.flag.describe('An older name of use_activation.'),
  priority: fields.priority,
})

const response = z.object({
  id: z.string(),
  object: z.literal('list'),
  created: z.int(),
  model: z.string(),
  data: z.array(z.object({ index: z.int(), object: z.literal('score'), score: z.number() })),
  usage: tokenUsage,
  warnings: z.array(z.string()).optional(),
})

/** vLLM's `/score`: scores of pairs, in the order of the request. */
export const vllmScore: Dialect = defineDialect({
  name: 'vllm_score',
  title: 'vLLM score',
  paths: ['/score', '/v1/score'],
  request,
  alternatives: scoreSides,
  response,
  failure: z.object({ error: openAiError }),
  example: { queries: exampleQuery, documents: exampleDocuments },
  read: readVllmScore,
  write: ({ body, answers, requestId }) => {
    const raw = (body.use_activation ?? body.activation) === false
    const data = answers.flatMap(({ response }) =>
      response.results.map((result) => ({
        index: result.document.source as number,
        object: 'score',
        score: wireScore(result, { raw }),
      })),
    )
    const warnings = [...new Set(answers.flatMap((answer) => tellRaw({ answer, raw }).warnings))]
    return {
      id: requestId,
      object: 'list',
      created: Math.floor(Date.now() / 1000),
      model: answers[0]?.model,
      data: data.sort((a, b) => a.index - b.index),
      usage: writeTokenUsage(answers),
      ...(warnings.length > 0 && { warnings }),
    }
  },
  writeFailure: ({ error }) => ({ error: writeOpenAiError(error) }),
})
