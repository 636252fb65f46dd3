/** What one request holds of a {@link BodyMemory}. */
export interface HeldBody {
  /** Takes room for a part of a body; false where there is none, and then nothing is held any more. */
  add(bytes: number): boolean
  release(): void
}

/**
 * How many bytes of bodies there are at once: of those that come in, and of those whose requests are being answered, until
 * the answer is sent. The limit of one body times that of connections would be more than machines have.
 */
export class BodyMemory {
  readonly #limit: number
  #held = 0

  constructor({ limit }: { limit: number }) {
    this.#limit = limit
  }

  hold(): HeldBody {
    let own = 0
    const release = (): void => {
      this.#held -= own
      own = 0
    }
    return {
      add: (bytes) => {
        const fits = this.#held + bytes <= this.#limit
        if (fits) {
          this.#held += bytes
          own += bytes
        } else release()
        return fits
      },
      release,
    }
  }
}
