import {
  type Document,
  type Reranker,
  type RerankRequest,
  type RerankResponse,
  rerankWith,
  validateRequest,
} from '../reranker/index.ts'
import type { CacheStore } from './cache/cache-store.ts'
import { CachedScorer } from './cache/cached-scorer.ts'
import { GuardedStore } from './cache/guarded-store.ts'
import { memoryStore } from './cache/memory-store.ts'
import { facultiesOf } from './faculties-of.ts'
import { invalidOption, requireNumber } from './invalid-option.ts'

/** Options of {@link cached}. */
export interface CacheOptions {
  /** Where scores are kept. Default: a `memoryStore`. */
  readonly store?: CacheStore | undefined
  /** Milliseconds that scores are kept. Default: the store's. A service may change its model behind a name. */
  readonly ttl?: number | undefined
  /** For rerankers without a `fingerprint`: a word that changes whenever scores may. Else it is added to theirs. */
  readonly version?: string | undefined
  /** Milliseconds that the store may take. Default 50. */
  readonly timeout?: number | undefined
  /** Milliseconds that the store is left alone after it failed, or was late. Default 5000. */
  readonly pause?: number | undefined
}

/**
 * Asks a reranker only for scores that are not known. Results are the same as without it; `usage.cacheHits` counts the
 * texts whose score was known, of `cacheHits + pairs` at most.
 *
 * Keys are hashes of the reranker's fingerprint (model, revision, options that change scores), query, text, and what the
 * request says of how much of it is read (`maxDocumentTokens`, `maxChunks`): the store holds no text. Failures, and scores of answers that were degraded, are not kept. A store that fails or is late fails no
 * request: there is a warning `cache_unavailable`, and scores are made anew. Where a document's score depends on the
 * others of its request (`listwise`), the whole list is one entry.
 *
 * `fallback` and `cascade` answer with scores of several models: put `cached` around their parts.
 *
 * @throws SecondpassError `invalid_request` for bad options, and for a reranker without a fingerprint when `version` is missing.
 * @example
 * ```ts
 * import { cached, createReranker } from 'secondpass'
 *
 * await using local = createReranker('secondpass-en', { workers: 1 })
 * const reranker = cached(local)
 * const query = 'what causes tides'
 * await reranker.rerank({ query, documents: ['The moon does.', 'Tide tables.'] })
 * const { usage } = await reranker.rerank({ query, documents: ['Tide tables.', 'The moon does.', 'Soup.'] })
 * console.log(usage.cacheHits, usage.pairs) // 2 1
 * ```
 */
export function cached(reranker: Reranker, options: CacheOptions = {}): Reranker {
  const { store = memoryStore(), ttl, version, timeout = 50, pause = 5000 } = options
  requireNumber({ name: 'ttl', value: ttl, above: true })
  requireNumber({ name: 'timeout', value: timeout, above: true })
  requireNumber({ name: 'pause', value: pause })
  if (reranker.fingerprint === undefined && version === undefined) {
    throw invalidOption(
      `${reranker.id} does not tell when its scores change. Put \`cached\` around its parts, or pass a \`version\` that you change with the model.`,
    )
  }
  const guarded = new GuardedStore({ store, timeout, pause })
  const fingerprint = async () =>
    JSON.stringify([reranker.id, (await reranker.fingerprint?.()) ?? null, version ?? null])
  return {
    id: reranker.id,
    ...facultiesOf(reranker),
    rerank: async <D extends Document>(request: RerankRequest<D>): Promise<RerankResponse<D>> => {
      const scorer = new CachedScorer({ reranker, store: guarded, ttl, fingerprint, request })
      validateRequest(request, scorer)
      // The reranker itself keeps deadline and signal, so that what it scored until then is not lost.
      const response = await rerankWith(scorer, { ...request, signal: undefined, deadline: undefined })
      // Where nothing is to be scored, the scorer has not heard on which scale.
      return scorer.asked ? response : await reranker.rerank(request)
    },
  }
}
