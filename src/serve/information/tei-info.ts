import { z } from 'zod'
import type { ServedModel } from '../models/served-model.ts'
import { packageVersion } from '../package-version.ts'
import type { Information } from './information.ts'

const info = z.object({
  model_id: z.string(),
  model_sha: z.string().nullable(),
  model_dtype: z.string().optional().describe('Absent where the model runs elsewhere.'),
  served_model_name: z.string(),
  model_type: z.object({
    reranker: z.object({ id2label: z.record(z.string(), z.string()), label2id: z.record(z.string(), z.int()) }),
  }),
  max_concurrent_requests: z.int().describe('Connections at once. A document takes no place of its own.'),
  max_input_length: z.int().optional().describe('Tokens that the model reads of a pair.'),
  max_batch_tokens: z.int().optional().describe('A batch is one pair.'),
  max_batch_requests: z.int().nullable(),
  max_client_batch_size: z.int().describe('Documents of a request.'),
  auto_truncate: z.boolean(),
  tokenization_workers: z.int(),
  version: z.string().describe('The version of secondpass.'),
  sha: z.null(),
  docker_label: z.null(),
})

/** Names of number formats as TEI writes them. */
const dtypes: Readonly<Record<string, string>> = { fp32: 'float32', fp16: 'float16' }

/** TEI's `/info`, of the first model, which is the one that TEI's clients get. */
export const teiInfo: Information = {
  paths: ['/info'],
  title: 'The first model and the limits, as TEI tells them',
  response: info,
  tell: ({ models, settings: { limits } }) => {
    const { name, facts, parallelism } = models.all[0] as ServedModel
    return {
      model_id: facts.id,
      model_sha: facts.revision ?? null,
      ...(facts.dtype !== undefined && { model_dtype: dtypes[facts.dtype] ?? facts.dtype }),
      served_model_name: name,
      model_type: { reranker: { id2label: { '0': 'LABEL_0' }, label2id: { LABEL_0: 0 } } },
      max_concurrent_requests: limits.connections,
      ...(facts.maxTokens !== undefined && { max_input_length: facts.maxTokens, max_batch_tokens: facts.maxTokens }),
      max_batch_requests: null,
      max_client_batch_size: limits.documents,
      auto_truncate: true,
      tokenization_workers: parallelism,
      version: packageVersion,
      sha: null,
      docker_label: null,
    } satisfies z.infer<typeof info>
  },
}
