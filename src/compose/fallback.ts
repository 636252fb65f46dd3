import type { Document, Estimate, Reranker, RerankRequest, RerankResponse } from '../reranker/index.ts'
import { type FallbackEntry, readEntries } from './fallback-entry.ts'
import { FallbackRun } from './fallback-run.ts'

/**
 * Asks the first reranker, and the next one when it fails. The response names the model that answered, and has a warning
 * `fell_back` for each one that did not, with its code and message.
 *
 * A malformed or cancelled request, and a reranker that was closed, are not tried elsewhere; all other failures are. A
 * deadline holds for all together: each reranker gets its `timeout`, or else an equal share of the time that is left, so
 * that a slow one leaves time for the others; the last gets all of it. When all fail, the error has the first one's code
 * (the first that `onError` can answer) and the reasons of all; with `onError: 'passthrough'`, the answer with the most
 * scores comes back. Scores of different models do not compare: look at `model` and `scale`.
 *
 * Put caches inside: `fallback([cached(a), cached(b)])`.
 *
 * @throws SecondpassError `invalid_request` without a reranker, or for a bad `timeout`.
 * @example
 * ```ts
 * import { createReranker, fallback } from 'secondpass'
 *
 * const cloud = createReranker('cohere:rerank-v4.0-pro', {
 *   apiKey: 'my-key',
 *   retries: 0,
 *   fetch: async () => new Response('{"message":"busy"}', { status: 503 }), // In place of Cohere on a bad day.
 * })
 * await using local = createReranker('secondpass-en', { workers: 1 })
 * const reranker = fallback([{ reranker: cloud, timeout: 400 }, local])
 *
 * const { model, warnings } = await reranker.rerank({
 *   query: 'what causes tides',
 *   documents: ['A tide table lists times of high water.', 'The moon and the sun pull on the oceans.'],
 * })
 * console.log(model.id, warnings[0]?.failed) // secondpass-en, and how the other failed
 * ```
 */
export function fallback(rerankers: readonly (Reranker | FallbackEntry)[]): Reranker {
  const entries = readEntries(rerankers)
  const first = entries[0]?.reranker as Reranker
  const id = `fallback(${entries.map(({ reranker }) => reranker.id).join(', ')})`
  return {
    id,
    listwise: entries.some(({ reranker }) => reranker.listwise),
    rerank: <D extends Document>(request: RerankRequest<D>): Promise<RerankResponse<D>> =>
      new FallbackRun({ id, entries, request }).answer(),
    // What is paid as a rule; when the first fails, the others' price comes in its place.
    ...(first.estimate && {
      estimate: async <D extends Document>(request: RerankRequest<D>): Promise<Estimate> =>
        await (first.estimate as NonNullable<Reranker['estimate']>)(request),
    }),
  }
}
