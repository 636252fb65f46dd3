import type { ErrorCode } from '../../reranker/index.ts'

/** Why a try gave no answer. Stays inside the transport: `toCallError` makes an error of it that may be shown. */
export class CallFailure extends Error {
  readonly code: ErrorCode
  /** What is wrong, as a sentence goes on after the service's name. */
  readonly problem: string
  /** What to do about it: a sentence. */
  readonly advice: string
  /** Whether the transport tries again. */
  readonly transient: boolean
  /** Whether the same call may succeed later; as `transient`, if not said. */
  readonly retryable: boolean
  /** Whether it speaks against the service, and so for opening its circuit. */
  readonly counts: boolean
  readonly status: number | undefined
  readonly requestId: string | undefined
  readonly retryAfter: number | undefined
  /** The service's own words, as they came: may hold the key or texts. */
  readonly said: string | undefined

  constructor({
    code,
    problem,
    advice,
    transient = false,
    retryable = transient,
    counts = transient,
    status,
    requestId,
    retryAfter,
    said,
  }: {
    code: ErrorCode
    problem: string
    advice: string
    transient?: boolean
    retryable?: boolean
    counts?: boolean
    status?: number | undefined
    requestId?: string | undefined
    retryAfter?: number | undefined
    said?: string | undefined
  }) {
    super(problem)
    this.code = code
    this.problem = problem
    this.advice = advice
    this.transient = transient
    this.retryable = retryable
    this.counts = counts
    this.status = status
    this.requestId = requestId
    this.retryAfter = retryAfter
    this.said = said
  }
}
