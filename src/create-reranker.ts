import { existsSync } from 'node:fs'
import { CrossEncoder, type CrossEncoderOptions } from './cross-encoder/index.ts'
import { embeddedModels, findEmbeddedModel } from './hub/index.ts'
import { SecondpassError } from './reranker/index.ts'

/**
 * Makes a reranker from a model's name.
 *
 * @param model - `'secondpass-en'` (the default, embedded in this package) or the path of a model folder.
 * @param options - Workers, token limit, long documents. See {@link CrossEncoderOptions}.
 * @throws SecondpassError `model_not_found`, `invalid_model`, or `invalid_request` for bad options.
 * @example
 * ```ts
 * import { createReranker } from 'secondpass'
 *
 * await using reranker = createReranker()
 * const { results } = await reranker.rerank({
 *   query: 'how many people live in berlin',
 *   documents: [
 *     { id: 'a', text: 'Berlin is well known for its museums.' },
 *     { id: 'b', text: 'Berlin has 3.6 million registered inhabitants.' },
 *   ],
 *   topK: 1,
 * })
 * console.log(results[0]?.document.id)
 * ```
 */
export function createReranker(model = 'secondpass-en', options: CrossEncoderOptions = {}): CrossEncoder {
  const folder = findEmbeddedModel(model) ?? model
  if (!existsSync(folder)) {
    throw new SecondpassError({
      code: 'model_not_found',
      message: `There is no model "${model}". Name an embedded model (${embeddedModels.join(', ')}) or the path of a model folder.`,
    })
  }
  return new CrossEncoder(folder, options)
}
