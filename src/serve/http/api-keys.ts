import { createHash, timingSafeEqual } from 'node:crypto'

/** The keys of which clients must send one. */
export class ApiKeys {
  readonly #digests: readonly Buffer[]

  /** @param keys - None lets everyone in. */
  constructor(keys: readonly string[]) {
    this.#digests = [...new Set(keys)].map(digest)
  }

  /** Whether clients must send one. */
  get required(): boolean {
    return this.#digests.length > 0
  }

  /** Whether `key` is one of them. Takes as long for one that is as for one that is not, whatever they have in common. */
  accept(key: string): boolean {
    const asked = digest(key)
    let found = false
    for (const known of this.#digests) found = timingSafeEqual(known, asked) || found
    return found
  }
}

/** Keys have lengths of their own, which must not show either, and only what is equally long can be compared. */
function digest(key: string): Buffer {
  return createHash('sha256').update(key).digest()
}
