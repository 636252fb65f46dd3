import { CrossEncoder } from './cross-encoder/index.ts'
import { type CustomOptions, customReranker, type HostedOptions, HostedReranker } from './hosted/index.ts'
import { createHubReranker } from './hub-reranker.ts'
import type { ModelReranker } from './model-reranker.ts'
import { refuseForeignOptions } from './refuse-foreign-options.ts'
import { SecondpassError } from './reranker/index.ts'
import type { RerankerOptions } from './reranker-options.ts'
import { resolveModelName } from './resolve-model-name.ts'

/**
 * Makes a reranker from a model's name: on this machine, or behind a service. One string is the whole difference.
 *
 * A model of a hub is used as the cache has it, without the network. One that is not in the cache is downloaded by the first
 * use ({@link CrossEncoder.load}, or the first request with something to score); requests that give up meanwhile do not stop
 * the download, and `close` does. It fails with `offline`, `unauthorized`, `download_failed` or `model_not_found`, whatever
 * the request's `onError`, and the next use tries again.
 *
 * A service's model is called over the network, with failures that may pass tried again within the deadline; see
 * {@link HostedOptions}. Any other service is described by its address and the shape of its answers: {@link CustomOptions}.
 *
 * @param model - One of
 *   - `'secondpass-en'` (the default), embedded in this package;
 *   - the path of a model folder;
 *   - `'hf:organisation/name'`, a model of the Hugging Face hub, with `@branch`, `@tag` or `@commit` if need be;
 *   - a short name such as `'bge-reranker-v2-m3'` (`secondpass model list --aliases` shows all), unless there is a folder of
 *     that name;
 *   - `'cohere:rerank-v4.0-pro'`, a service's model (`secondpass providers` shows the services).
 * @param options - For models on this machine: workers, token limit, long documents, number format, download
 *   ({@link RerankerOptions}). For services: key, address, time limits ({@link HostedOptions}).
 * @throws SecondpassError `model_not_found`, `invalid_model`, `invalid_request` for bad options. For a service without a key,
 *   `load` and requests fail with `unauthorized`.
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
export function createReranker(model?: string, options?: RerankerOptions | HostedOptions): ModelReranker
export function createReranker(service: CustomOptions): ModelReranker
export function createReranker(
  model: string | CustomOptions = 'secondpass-en',
  options: RerankerOptions & HostedOptions = {},
): ModelReranker {
  if (!isObject(options)) throw invalid('The options of `createReranker` must be an object.')
  if (isObject(model)) return customReranker(model)
  if (typeof model !== 'string') {
    throw invalid("`createReranker` takes a model's name, such as 'secondpass-en', or { url } of a service.")
  }
  const place = resolveModelName(model)
  refuseForeignOptions({ model, hosted: 'service' in place, options: { ...options } })
  if ('service' in place) return new HostedReranker({ ...place.service, options })
  return 'hub' in place ? createHubReranker(place.hub, options) : new CrossEncoder(place.folder, options)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function invalid(message: string): SecondpassError {
  return new SecondpassError({ code: 'invalid_request', message })
}
