import {
  convertScore,
  type Document,
  type Reranker,
  type RerankRequest,
  type Scorer,
  type ScoreScale,
  type ScoringTask,
  SecondpassError,
  type WorkOption,
  withDeadline,
} from '../../reranker/index.ts'
import { askReranker } from '../ask-reranker.ts'
import { remainingTime } from '../remaining-time.ts'
import type { GuardedStore } from './guarded-store.ts'
import type { KnownScores } from './known-scores.ts'
import { agree } from './known-scores.ts'
import { Lookup } from './lookup.ts'
import { readingKey } from './reading-key.ts'
import { reportUsage } from './report-usage.ts'

/** Scores by position, and the failure that ended the asking early. */
interface Asked {
  readonly scores: ReadonlyMap<number, KnownScores>
  readonly failure: SecondpassError | undefined
}

/** The scorer of one request: what the store knows, and the reranker's word for the rest. */
export class CachedScorer<D extends Document> implements Scorer {
  model: Scorer['model']
  /** Until a score has come, the threshold's, so that nothing is refused before the reranker was asked. */
  rawScale: ScoreScale
  scale: ScoreScale
  /** The reranker has judged its scores itself. */
  readonly coarse = true
  readonly ignores: readonly WorkOption[]
  asked = false
  readonly #reranker: Reranker
  readonly #store: GuardedStore
  readonly #ttl: number | undefined
  readonly #fingerprint: () => Promise<string>
  readonly #request: RerankRequest<D>
  readonly #left: () => number | undefined

  constructor({
    reranker,
    store,
    ttl,
    fingerprint,
    request,
  }: {
    reranker: Reranker
    store: GuardedStore
    ttl: number | undefined
    fingerprint: () => Promise<string>
    request: RerankRequest<D>
  }) {
    this.model = { id: reranker.id }
    this.scale = request?.threshold?.scale ?? 'provider'
    this.rawScale = this.scale
    this.ignores = reranker.ignores ?? []
    this.#reranker = reranker
    this.#store = store
    this.#ttl = ttl
    this.#fingerprint = fingerprint
    this.#request = request
    this.#left = remainingTime(request?.deadline)
  }

  async score(task: ScoringTask): Promise<void> {
    this.asked = true
    const { query, texts } = task
    const { signal } = this.#request
    const listwise = this.#reranker.listwise ?? false
    const fingerprint = await withDeadline({ signal, deadline: this.#left(), work: this.#fingerprint })
    const reading = readingKey({ options: this.#request, ignores: this.ignores })
    const lookup = new Lookup({ store: this.#store, fingerprint: fingerprint + reading, query, texts, listwise })
    const known = await lookup.find(this.#left())
    const positions = [...texts.keys()]
    const missing = positions.filter((position) => !known.has(position))
    let hits: ReadonlyMap<number, KnownScores> = known
    let asked = missing.length === 0 ? nothing : await this.#ask(task, missing, known.size > 0)
    if (known.size > 0 && !fitTogether(known, asked)) {
      // Another revision answers now, or scores make no order: the reranker judges the whole.
      hits = nothing.scores
      asked = await this.#ask(task, positions, false)
    }
    const { failure } = asked
    this.#tell(task, new Map([...hits, ...asked.scores]))
    task.onUsage({ cacheHits: hits.size })
    if (failure === undefined) await lookup.keep(asked.scores, { ttl: this.#ttl, left: this.#left() })
    if (!lookup.available) {
      const message = 'The store of known scores did not answer, or not in time; the request went on without it.'
      task.onWarning({ code: 'cache_unavailable', message })
    }
    if (failure !== undefined) throw failure
  }

  /** @param again - Whether the reranker can be asked for more, if these scores alone make no order. */
  async #ask(task: ScoringTask, positions: readonly number[], again: boolean): Promise<Asked> {
    const texts = positions.map((position) => task.texts[position] as string)
    const startedAt = performance.now()
    try {
      const asked = await askReranker({
        reranker: this.#reranker,
        request: this.#request,
        query: task.query,
        texts,
        deadline: this.#left(),
      })
      const { response, rawScale } = asked
      reportUsage({ task, response, startedAt })
      const { model, scale, degraded, warnings } = response
      const queryTruncated = warnings.some(({ code }) => code === 'query_truncated')
      const scores = new Map<number, KnownScores>()
      for (const [place, score] of asked.scores.entries()) {
        if (score === undefined) continue
        scores.set(positions[place] as number, { model, rawScale, scale, queryTruncated, scores: [score] })
      }
      const failure = degraded && new SecondpassError({ code: degraded.reason, message: degraded.message })
      return { scores, failure }
    } catch (error) {
      if (!again || !SecondpassError.isInstance(error) || error.code !== 'constant_scores') throw error
      return { scores: new Map(), failure: error }
    }
  }

  #tell(task: ScoringTask, scores: ReadonlyMap<number, KnownScores>): void {
    const [first] = scores.values()
    if (first === undefined) return
    this.model = first.model
    this.rawScale = first.rawScale
    this.scale = first.scale
    const { threshold } = this.#request
    if (threshold && convertScore({ raw: 0, from: this.rawScale, to: threshold.scale }) === undefined) {
      const message = `\`threshold.scale\` is '${threshold.scale}', and ${this.model.id} scores on the scale '${this.rawScale}'.`
      throw new SecondpassError({ code: 'invalid_request', message })
    }
    for (const [position, { scores: own }] of scores) {
      for (const score of own) task.onScore(position, score)
    }
    task.onUsage({ queryTruncated: first.queryTruncated })
  }
}

const nothing: Asked = { scores: new Map(), failure: undefined }

/** Whether known and new scores are of one model, and, taken together, not all the same. */
function fitTogether(known: ReadonlyMap<number, KnownScores>, { scores, failure }: Asked): boolean {
  if (failure?.code === 'constant_scores') return false
  const all = [...known.values(), ...scores.values()]
  const [first] = all as [KnownScores]
  if (!all.every((each) => agree(first, each))) return false
  return all.length === 1 || all.some((each) => each.scores[0]?.raw !== first.scores[0]?.raw)
}
