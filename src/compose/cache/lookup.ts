import type { GuardedStore } from './guarded-store.ts'
import { hashKey } from './hash-key.ts'
import { agree, formatScores, type KnownScores, parseScores } from './known-scores.ts'

/** One entry of the cache: a text, or the whole list where scores depend on it. */
interface Entry {
  readonly key: string
  /** Positions of its texts. */
  readonly positions: readonly number[]
}

/** What a store knows of one request's texts. */
export class Lookup {
  readonly #entries: readonly Entry[]
  readonly #store: GuardedStore
  /** Whether the store has answered every time. */
  available = true

  constructor({
    store,
    fingerprint,
    query,
    texts,
    listwise,
  }: {
    store: GuardedStore
    fingerprint: string
    query: string
    texts: readonly string[]
    listwise: boolean
  }) {
    this.#store = store
    const all = [...texts.keys()]
    this.#entries = (listwise ? [all] : all.map((position) => [position])).map((positions) => ({
      positions,
      key: hashKey({ fingerprint, query, texts: positions.map((position) => texts[position] as string) }),
    }))
  }

  /** What is known, by position. Nothing, where it does not come from one revision of one model. */
  async find(left: number | undefined): Promise<Map<number, KnownScores>> {
    const values = await this.#store.get(
      this.#entries.map(({ key }) => key),
      left,
    )
    if (values === undefined) this.available = false
    const found = new Map<number, KnownScores>()
    let first: KnownScores | undefined
    for (const [place, { positions }] of this.#entries.entries()) {
      const value = values?.[place]
      const known = value === undefined ? undefined : parseScores(value, positions.length)
      if (known === undefined) continue
      first ??= known
      if (!agree(first, known)) return new Map()
      for (const [nth, position] of positions.entries()) {
        const score = known.scores[nth]
        if (score !== undefined) found.set(position, { ...known, scores: [score] })
      }
    }
    return found
  }

  /** Keeps the scores of texts that were asked for, given by position. */
  async keep(
    asked: ReadonlyMap<number, KnownScores>,
    { ttl, left }: { ttl: number | undefined; left: number | undefined },
  ): Promise<void> {
    const entries = this.#entries
      .filter(({ positions }) => positions.every((position) => asked.has(position)))
      .map(({ key, positions }) => {
        const parts = positions.map((position) => asked.get(position) as KnownScores)
        const scores = parts.flatMap((part) => part.scores)
        return { key, value: formatScores({ ...(parts[0] as KnownScores), scores }) }
      })
    if (entries.length > 0 && !(await this.#store.set(entries, ttl, left))) this.available = false
  }
}
