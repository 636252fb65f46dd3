const root = 0

/**
 * Finds all pieces of a vocabulary that a text has at a place. A tree of their characters, whose edges stand in one hash
 * table of flat arrays: the vocabularies of many languages have 250,000 pieces, and a lookup is made for every character.
 */
export class PieceIndex {
  readonly #parents: Int32Array
  readonly #codes: Uint16Array
  readonly #children: Int32Array
  #nodes = 1
  /** The piece that ends at a node, by its id; -1 where none does. */
  readonly #ids: Int32Array

  constructor(vocab: ReadonlyMap<string, number>) {
    let edges = 1
    for (const piece of vocab.keys()) edges += piece.length
    // Half of the table stays free, at least: then a free slot is near.
    const slots = 2 ** Math.ceil(Math.log2(2 * edges))
    this.#parents = new Int32Array(slots)
    this.#codes = new Uint16Array(slots)
    this.#children = new Int32Array(slots)
    this.#ids = new Int32Array(edges).fill(-1)
    for (const [piece, id] of vocab) this.#add(piece, id)
  }

  /** Calls `found` with the end and the id of each piece, shortest first. */
  find(text: string, start: number, found: (end: number, id: number) => void): void {
    let node = root
    for (let place = start; place < text.length; place++) {
      node = this.#children[this.#slotOf(node, text.charCodeAt(place))] as number
      // No edge leads to the root.
      if (node === root) return
      const id = this.#ids[node] as number
      if (id !== -1) found(place + 1, id)
    }
  }

  #add(piece: string, id: number): void {
    let node = root
    for (let place = 0; place < piece.length; place++) {
      const code = piece.charCodeAt(place)
      const slot = this.#slotOf(node, code)
      if (this.#children[slot] === root) {
        this.#parents[slot] = node
        this.#codes[slot] = code
        this.#children[slot] = this.#nodes++
      }
      node = this.#children[slot] as number
    }
    if (node !== root) this.#ids[node] = id
  }

  /** Where the edge from a node by a character stands, or would. */
  #slotOf(node: number, code: number): number {
    const last = this.#children.length - 1
    let slot = Math.imul(Math.imul(node, 0x9e3779b1) ^ code, 0x85ebca6b)
    for (slot = (slot ^ (slot >>> 15)) & last; ; slot = (slot + 1) & last) {
      const isFree = this.#children[slot] === root
      if (isFree || (this.#parents[slot] === node && this.#codes[slot] === code)) return slot
    }
  }
}
