/** Finds all pieces of a vocabulary that a text has at a place. */
export class PieceIndex {
  readonly #pieces: readonly string[]
  readonly #ids: readonly number[]

  constructor(vocab: ReadonlyMap<string, number>) {
    this.#pieces = [...vocab.keys()].filter((piece) => piece !== '').sort()
    this.#ids = this.#pieces.map((piece) => vocab.get(piece) as number)
  }

  /** Calls `found` with the end and the id of each piece, shortest first. */
  find(text: string, start: number, found: (end: number, id: number) => void): void {
    // Pieces are sorted, so those that share a start are neighbours: a range that narrows with each character.
    let [low, high] = [0, this.#pieces.length]
    for (let place = start; place < text.length && low < high; place++) {
      const code = text.charCodeAt(place)
      const depth = place - start
      low = this.#firstFrom({ low, high, depth, code })
      high = this.#firstFrom({ low, high, depth, code: code + 1 })
      if (low < high && (this.#pieces[low] as string).length === depth + 1) found(place + 1, this.#ids[low] as number)
    }
  }

  /** The first piece between `low` and `high` whose character at `depth` is `code` or higher. */
  #firstFrom({ low, high, depth, code }: { low: number; high: number; depth: number; code: number }): number {
    let [from, to] = [low, high]
    while (from < to) {
      const middle = (from + to) >>> 1
      // A piece that ends before is NaN there, and comes first.
      if ((this.#pieces[middle] as string).charCodeAt(depth) >= code) to = middle
      else from = middle + 1
    }
    return from
  }
}
