import { SecondpassError } from '../../reranker/index.ts'

/** How far a server is on its way to its end. */
export class ServerLife {
  readonly #ending = new AbortController()
  #isDraining = false
  #isRefusing = false

  /** Whether it tells load balancers to send it no more requests. */
  get isDraining(): boolean {
    return this.#isDraining
  }

  /** Whether it takes on nothing more: requests on connections that are still open are refused. */
  get isRefusing(): boolean {
    return this.#isRefusing
  }

  /** Fires when what is under way must end. */
  get ending(): AbortSignal {
    return this.#ending.signal
  }

  drain(): void {
    this.#isDraining = true
  }

  refuse(): void {
    this.#isDraining = true
    this.#isRefusing = true
  }

  end(): void {
    this.refuse()
    this.#ending.abort(new SecondpassError({ code: 'cancelled', message: 'The server ended.' }))
  }
}
