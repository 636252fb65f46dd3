import type { ServedAnswer } from '../answer/served-answer.ts'
import type { ServedRequest } from '../answer/served-request.ts'
import type { ServedModel } from '../models/served-model.ts'
import type { ServeError } from '../serve-error.ts'
import type { Outcome, RequestRecord } from './request-record.ts'

/** Follows a request through its stages, and makes the record of it. */
export class RequestTimer {
  dialect: string
  readonly #requestId: string
  readonly #traceId: string | undefined
  readonly #bytes: number | undefined
  readonly #startedAt: number = performance.now()
  #parsedAt: number | undefined
  #answeredAt: number | undefined
  #model: ServedModel | undefined
  #requests: readonly ServedRequest[] = []
  #answers: readonly ServedAnswer[] = []
  #record: RequestRecord | undefined

  constructor({
    requestId,
    dialect,
    traceId,
    bytes,
  }: {
    requestId: string
    dialect: string
    traceId?: string | undefined
    bytes?: number | undefined
  }) {
    this.#requestId = requestId
    this.#traceId = traceId
    this.#bytes = bytes
    this.dialect = dialect
  }

  /** What was asked, once it is read. */
  get requests(): readonly ServedRequest[] {
    return this.#requests
  }

  /** What was answered, once it is. */
  get answers(): readonly ServedAnswer[] {
    return this.#answers
  }

  /** The record of the request, once it is over. */
  get record(): RequestRecord | undefined {
    return this.#record
  }

  /** Milliseconds since the request was there. */
  get elapsed(): number {
    return performance.now() - this.#startedAt
  }

  parsed({ model, requests }: { model: ServedModel; requests: readonly ServedRequest[] }): void {
    this.#parsedAt = performance.now()
    this.#model = model
    this.#requests = requests
  }

  answered(answers: readonly ServedAnswer[]): void {
    this.#answeredAt = performance.now()
    this.#answers = answers
  }

  succeeded(): RequestRecord {
    const partial = this.#answers.some(({ response }) => response.degraded !== undefined)
    this.#record = this.#sum({ status: 200, outcome: partial ? 'partial' : 'ok' })
    return this.#record
  }

  failed(error: ServeError): RequestRecord {
    const { rejection } = error
    this.#record = {
      ...this.#sum({ status: error.status, outcome: outcomeOf(error) }),
      ...(rejection !== undefined && { rejection }),
      error,
    }
    return this.#record
  }

  /** What a client may want to know of it, in the terms of browsers and of TEI. */
  headers(): Record<string, string> {
    const { stages, tokens, duration } = this.#sum({ status: 200, outcome: 'ok' })
    const timings = Object.entries({ ...stages, total: duration })
    return {
      'Server-Timing': timings.map(([name, time]) => `${name};dur=${time.toFixed(1)}`).join(', '),
      'X-Compute-Type': this.#model?.local === false ? 'service' : 'cpu',
      'X-Compute-Time': String(Math.round(duration)),
      'X-Compute-Characters': String(this.#characters()),
      'X-Compute-Tokens': String(tokens),
      'X-Queue-Time': String(Math.round(stages.queue)),
      'X-Tokenization-Time': String(Math.round(stages.tokenize)),
      'X-Inference-Time': String(Math.round(stages.inference)),
      'X-Total-Time': String(Math.round(duration)),
    }
  }

  /** Of all pairs, as TEI counts them. */
  #characters(): number {
    return this.#answers.reduce(
      (total, { request: { query, documents } }) =>
        documents.reduce((sum, { text }) => sum + query.length + text.length, total),
      0,
    )
  }

  #sum({ status, outcome }: { status: number; outcome: Outcome }): RequestRecord {
    const now = performance.now()
    const responses = this.#answers.map(({ response }) => response)
    const sum = (read: (response: (typeof responses)[number]) => number | undefined): number =>
      responses.reduce((total, response) => total + (read(response) ?? 0), 0)
    const costs = responses.some(({ usage }) => usage.cost !== undefined)
    const cached = responses.some(({ usage }) => usage.cacheHits !== undefined)
    const degraded = responses.find((response) => response.degraded !== undefined)?.degraded?.reason
    const warnings = [...new Set(responses.flatMap((response) => response.warnings.map(({ code }) => code)))]
    const failures = responses.flatMap((response) => response.warnings.filter(({ code }) => code === 'fell_back'))
    const fellBack = [...new Set(failures.map(({ message }) => message))]
    const topK = this.#requests[0]?.topK
    return {
      requestId: this.#requestId,
      dialect: this.dialect,
      ...(this.#traceId !== undefined && { traceId: this.#traceId }),
      ...(this.#bytes !== undefined && { bytes: this.#bytes }),
      ...(this.#model !== undefined && { model: this.#model.name }),
      status,
      outcome,
      ...(degraded !== undefined && { degraded }),
      ...(warnings.length > 0 && { warnings }),
      ...(fellBack.length > 0 && { fellBack }),
      documents: this.#requests.reduce((total, { documents }) => total + documents.length, 0),
      ...(topK !== undefined && { topK }),
      scored: sum(({ coverage }) => coverage.scored),
      pairs: sum(({ usage }) => usage.pairs),
      tokens: sum(({ usage }) => usage.tokens),
      truncated: sum(({ usage }) => usage.truncated),
      ...(cached && { cacheHits: sum(({ usage }) => usage.cacheHits) }),
      ...(costs && { cost: sum(({ usage }) => usage.cost) }),
      stages: {
        parse: (this.#parsedAt ?? now) - this.#startedAt,
        queue: Math.max(0, ...responses.map(({ timings }) => timings.queue)),
        tokenize: sum(({ timings }) => timings.tokenize),
        inference: sum(({ timings }) => timings.infer),
        postprocess: this.#answeredAt === undefined ? 0 : now - this.#answeredAt,
      },
      duration: now - this.#startedAt,
    }
  }
}

function outcomeOf({ status, code }: ServeError): Outcome {
  if (code === 'cancelled') return 'cancelled'
  if (code === 'timeout') return 'deadline'
  if (status === 429) return 'overloaded'
  if (status === 500 || status === 502) return 'error'
  if (status >= 500) return 'unavailable'
  return 'invalid'
}
