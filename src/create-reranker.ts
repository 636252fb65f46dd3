import { CrossEncoder } from './cross-encoder/index.ts'
import { createHubReranker } from './hub-reranker.ts'
import type { RerankerOptions } from './reranker-options.ts'
import { resolveModelName } from './resolve-model-name.ts'

/**
 * Makes a reranker from a model's name.
 *
 * A model of a hub is used as the cache has it, without the network. One that is not in the cache is downloaded by the first
 * use ({@link CrossEncoder.load}, or the first request with something to score); requests that give up meanwhile do not stop
 * the download, and `close` does. It fails with `offline`, `unauthorized`, `download_failed` or `model_not_found`, whatever
 * the request's `onError`, and the next use tries again.
 *
 * @param model - One of
 *   - `'secondpass-en'` (the default), embedded in this package;
 *   - the path of a model folder;
 *   - `'hf:organisation/name'`, a model of the Hugging Face hub, with `@branch`, `@tag` or `@commit` if need be;
 *   - a short name such as `'bge-reranker-v2-m3'` (`secondpass model list --aliases` shows all), unless there is a folder of
 *     that name.
 * @param options - Workers, token limit, long documents, number format, download. See {@link RerankerOptions}.
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
export function createReranker(model = 'secondpass-en', options: RerankerOptions = {}): CrossEncoder {
  const place = resolveModelName(model)
  return 'hub' in place ? createHubReranker(place.hub, options) : new CrossEncoder(place.folder, options)
}
