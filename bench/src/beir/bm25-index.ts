/** A document found by a search. */
export interface Hit {
  readonly id: string
  readonly score: number
}

/** How fast more occurrences of a term stop counting. */
const k1 = 1.2
/** How much long documents are marked down. */
const b = 0.75

/** BM25 over documents held in memory, with the inverse document frequency that is never negative. */
export class Bm25Index {
  readonly #ids: string[] = []
  readonly #lengths: number[] = []
  /** Term → documents that have it, and how often: place, count, place, count, … */
  readonly #postings = new Map<string, number[]>()
  #totalLength = 0

  add(id: string, terms: readonly string[]): void {
    const place = this.#ids.length
    this.#ids.push(id)
    this.#lengths.push(terms.length)
    this.#totalLength += terms.length
    const counts = new Map<string, number>()
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
    for (const [term, count] of counts) {
      const postings = this.#postings.get(term)
      if (postings === undefined) this.#postings.set(term, [place, count])
      else postings.push(place, count)
    }
  }

  /** The `top` best documents, best first; equal ones in the order of their ids, so that runs are the same every time. */
  search(terms: readonly string[], top: number): Hit[] {
    const scores = new Map<number, number>()
    for (const term of terms) this.#addScores(term, scores)
    return [...scores]
      .map(([place, score]) => ({ id: this.#ids[place] as string, score }))
      .sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1))
      .slice(0, top)
  }

  #addScores(term: string, scores: Map<number, number>): void {
    const postings = this.#postings.get(term) ?? []
    const having = postings.length / 2
    const rarity = Math.log(1 + (this.#ids.length - having + 0.5) / (having + 0.5))
    const averageLength = this.#totalLength / this.#ids.length
    for (let at = 0; at < postings.length; at += 2) {
      const place = postings[at] as number
      const count = postings[at + 1] as number
      const norm = k1 * (1 - b + (b * (this.#lengths[place] as number)) / averageLength)
      scores.set(place, (scores.get(place) ?? 0) + (rarity * count) / (count + norm))
    }
  }
}
