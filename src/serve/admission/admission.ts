/** What a request asks of a model. */
export interface AdmissionRequest {
  /** Its work: tokens to read, estimated, and what each pair and call takes beside, in tokens. */
  readonly tokens: number
  /** Parts of it that can be worked on at once: pairs for a model on this machine, calls for a service. 1 or more. */
  readonly parts: number
  /** Milliseconds until the answer is due. */
  readonly deadline: number
  /** 0, the most urgent, to 999. */
  readonly priority: number
}

/** A request that was let in. Must be ended once, whatever became of it. */
export interface Admitted {
  /**
   * @param read - The part of its tokens that was read, 0 to 1: less than 1 where scores were known already. Absent where the
   * request was given up.
   */
  end(read?: number): void
}

/** A request of the server's own, and how long it took with no other beside it. */
export interface SpeedMeasurement extends Pick<AdmissionRequest, 'tokens' | 'parts'> {
  /** Milliseconds. */
  readonly time: number
}

/** Decides, before any work, which requests a model takes on. */
export interface Admission {
  /** Requests that were let in and are not done. */
  readonly requests: number
  /** Their tokens, as far as they are not read by now. */
  readonly tokens: number
  /** Milliseconds until all of them are done, as far as one can tell. */
  readonly wait: number
  /** Tokens that the model reads in a millisecond, by all workers together; what is assumed until it has answered. */
  readonly speed: number
  /**
   * Lets a request in.
   *
   * @throws ServeError 429 with `retryAfter` when there is too much to do, 413 when it could never be done in time.
   */
  enter(request: AdmissionRequest): Admitted
  /** The most tokens that such a request could have now, and be let in; 0 where none. */
  room(request: Omit<AdmissionRequest, 'tokens'>): number
}
