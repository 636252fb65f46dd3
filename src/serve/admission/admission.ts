/** What a request asks of a model. */
export interface AdmissionRequest {
  /** Tokens to read, estimated. */
  readonly tokens: number
  /** Milliseconds until the answer is due. */
  readonly deadline: number
  /** 0, the most urgent, to 999. */
  readonly priority: number
}

/** A request that was let in. Must be ended once, whatever became of it. */
export interface Admitted {
  /**
   * @param took - Milliseconds that workers were busy with it, all added up; absent where it was not done.
   */
  end(took?: number): void
}

/** Decides, before any work, which requests a model takes on. */
export interface Admission {
  /** Requests that were let in and are not done. */
  readonly requests: number
  /** Their tokens, as far as they are not read. */
  readonly tokens: number
  /**
   * Lets a request in.
   *
   * @throws ServeError 429 with `retryAfter` when there is too much to do, 413 when it could never be done in time.
   */
  enter(request: AdmissionRequest): Admitted
  /** The most tokens that a request with this deadline could have now, and be let in; 0 where none. */
  room(request: Omit<AdmissionRequest, 'tokens'>): number
}
