/** A request that had no success. */
export class RequestFailure extends Error {
  /** HTTP status; 0 where no answer came. */
  readonly status: number
  /** Seconds after which to try again, where the server names them. */
  readonly retryAfter: number | undefined
  /** The server's id of the request, for its log. */
  readonly requestId: string | undefined

  constructor({
    status,
    message,
    retryAfter,
    requestId,
  }: {
    status: number
    message: string
    retryAfter?: number | undefined
    requestId?: string | undefined
  }) {
    super(message)
    this.status = status
    this.retryAfter = retryAfter
    this.requestId = requestId
  }
}
