import { createReranker } from '../../../dist/index.js'
import { makeSentence } from '../make-sentence.ts'
import { SeededRandom } from '../seeded-random.ts'

/** A request, and what its answer must be. */
export interface LoadRequest {
  readonly query: string
  readonly documents: readonly string[]
  /** For each document, the score that the model gives it. */
  readonly scores: readonly number[]
}

/** Queries and documents whose scores are known, so that every score of every answer can be checked. */
export class Corpus {
  readonly #random: SeededRandom
  readonly #queries: readonly string[]
  readonly #documents: readonly string[]
  readonly #scores: readonly (readonly number[])[]

  private constructor({
    seed,
    queries,
    documents,
    scores,
  }: {
    seed: number
    queries: readonly string[]
    documents: readonly string[]
    scores: readonly (readonly number[])[]
  }) {
    this.#random = new SeededRandom(seed)
    this.#queries = queries
    this.#documents = documents
    this.#scores = scores
  }

  /** Scores all pairs with the library; takes some seconds. */
  static async create(seed: number): Promise<Corpus> {
    const random = new SeededRandom(seed)
    const queries = Array.from({ length: 5 }, () => makeSentence(random))
    // One to five sentences: snippets as search results show them.
    const documents = Array.from({ length: 300 }, () =>
      Array.from({ length: 1 + Math.floor(random.next() * 5) }, () => makeSentence(random)).join(' '),
    )
    await using reranker = createReranker()
    const scores: number[][] = []
    for (const query of queries) {
      const { results } = await reranker.rerank({ query, documents })
      scores.push(results.toSorted((a, b) => a.index - b.index).map(({ score }) => score as number))
    }
    return new Corpus({ seed, queries, documents, scores })
  }

  /** A request with that many documents, in random order. */
  request(count: number): LoadRequest {
    const query = Math.floor(this.#random.next() * this.#queries.length)
    const places = [...this.#documents.keys()]
    for (let place = 0; place < count; place++) {
      const other = place + Math.floor(this.#random.next() * (places.length - place))
      ;[places[place], places[other]] = [places[other] as number, places[place] as number]
    }
    const chosen = places.slice(0, count)
    return {
      query: this.#queries[query] as string,
      documents: chosen.map((place) => this.#documents[place] as string),
      scores: chosen.map((place) => this.#scores[query]?.[place] as number),
    }
  }

  /** As users' requests are: most with ten documents, some with 30, a few with 100. The mean is 19.5. */
  mixed(): LoadRequest {
    const kind = this.#random.next()
    return this.request(kind < 0.7 ? 10 : kind < 0.95 ? 30 : 100)
  }

  /** From 0 up to 1. */
  next(): number {
    return this.#random.next()
  }
}
