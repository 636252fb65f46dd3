import {
  type Document,
  type Reranker,
  type RerankRequest,
  type RerankResponse,
  type RerankResult,
  validateRequest,
} from '../reranker/index.ts'
import type { KnownStage } from './cascade-stage.ts'
import { finishCascade } from './finish-cascade.ts'
import { remainingTime } from './remaining-time.ts'

/** One request's way through the stages of a cascade. */
export class CascadeRun<D extends Document> {
  readonly #stages: readonly KnownStage[]
  readonly #request: RerankRequest<D>
  readonly #left: () => number | undefined
  readonly #startedAt = performance.now()
  readonly #answers: RerankResponse<D>[] = []

  constructor({ stages, request }: { stages: readonly KnownStage[]; request: RerankRequest<D> }) {
    this.#stages = stages
    this.#request = request
    this.#left = remainingTime(request?.deadline)
  }

  async answer(): Promise<RerankResponse<D>> {
    const [first, ...later] = this.#stages as [KnownStage, ...KnownStage[]]
    if (later.length === 0) return await first.reranker.rerank(this.#request)
    const last = later.at(-1) as KnownStage
    // The stages do not see `topK`, so nobody else would refuse a wrong one.
    const { id } = last.reranker
    validateRequest({ ...this.#request, threshold: undefined }, { rawScale: 'provider', model: { id } })
    // A threshold on a scale that the last stage does not have is refused before the others have worked.
    if (this.#request?.threshold !== undefined) await last.reranker.rerank({ ...this.#request, documents: [] })
    // Before the end, nothing is cut.
    const logits = this.#request?.returnLogits || this.#request?.threshold?.scale === 'logit'
    const whole = { ...this.#request, topK: undefined, threshold: undefined, returnLogits: logits }
    let current = await first.reranker.rerank(whole)
    this.#answers.push(current)
    let order: RerankResult<D>[] = current.results
    let kept = first.keep
    let done = 1
    for (const { reranker, keep } of later) {
      if (current.degraded !== undefined) break
      const going = current.results.filter(({ score }) => score !== null).slice(0, kept)
      const next = await this.#rerankSome({ reranker, whole, going })
      this.#answers.push(next)
      // A stage that failed before it scored anything leaves order and scores as they were.
      if (next.degraded !== undefined && next.coverage.scored === 0) {
        current = { ...current, degraded: next.degraded }
        break
      }
      const gone = new Set(going)
      const behind = order.filter((result) => !gone.has(result))
      order = [...next.results, ...behind.map((result) => withoutScore(result))]
      current = next
      kept = keep
      done++
    }
    return finishCascade({
      request: this.#request,
      answers: this.#answers,
      current,
      last: done === this.#stages.length,
      order,
      time: performance.now() - this.#startedAt,
    })
  }

  /** Scores some results of a stage with the next; its own results are told in terms of the whole request. */
  async #rerankSome({
    reranker,
    whole,
    going,
  }: {
    reranker: Reranker
    whole: RerankRequest<D>
    going: readonly RerankResult<D>[]
  }): Promise<RerankResponse<D>> {
    const { textOf } = whole
    const indexOf = (place: number) => (going[place] as RerankResult<D>).index
    const response = await reranker.rerank({
      ...whole,
      documents: going.map(({ document }) => document),
      textOf: textOf && ((document: D, place: number) => textOf(document, indexOf(place))),
      depth: undefined,
      deadline: this.#left(),
    })
    return {
      ...response,
      results: response.results.map((result) => ({
        ...result,
        index: indexOf(result.index),
        previousRank: indexOf(result.index) + 1,
      })),
      warnings: response.warnings.map((warning) =>
        warning.indexes === undefined ? warning : { ...warning, indexes: warning.indexes.map(indexOf) },
      ),
    }
  }
}

/** A result whose score is of another stage than the answer's. */
function withoutScore<D extends Document>(result: RerankResult<D>): RerankResult<D> {
  const { passage: _passage, spans: _spans, ...rest } = result
  return { ...rest, score: null, ...('logit' in rest && { logit: null }), truncated: false }
}
