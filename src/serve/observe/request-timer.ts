import type { ServedAnswer } from '../answer/served-answer.ts'
import type { ServedRequest } from '../answer/served-request.ts'
import type { ServeError } from '../serve-error.ts'
import type { Outcome, RequestRecord } from './request-record.ts'

/** Follows a request through its stages, and makes the record of it. */
export class RequestTimer {
  dialect: string
  readonly #requestId: string
  readonly #startedAt: number = performance.now()
  #parsedAt: number | undefined
  #answeredAt: number | undefined
  #model: string | undefined
  #requests: readonly ServedRequest[] = []
  #answers: readonly ServedAnswer[] = []

  constructor({ requestId, dialect }: { requestId: string; dialect: string }) {
    this.#requestId = requestId
    this.dialect = dialect
  }

  /** Milliseconds since the request was there. */
  get elapsed(): number {
    return performance.now() - this.#startedAt
  }

  parsed({ model, requests }: { model: string; requests: readonly ServedRequest[] }): void {
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
    return this.#record({ status: 200, outcome: partial ? 'partial' : 'ok' })
  }

  failed(error: ServeError): RequestRecord {
    const { rejection } = error
    return {
      ...this.#record({ status: error.status, outcome: outcomeOf(error) }),
      ...(rejection !== undefined && { rejection }),
      error,
    }
  }

  /** What a client may want to know of it, in the terms of browsers and of TEI. */
  headers(): Record<string, string> {
    const { stages, tokens, duration } = this.#record({ status: 200, outcome: 'ok' })
    const timings = Object.entries({ ...stages, total: duration })
    return {
      'Server-Timing': timings.map(([name, time]) => `${name};dur=${time.toFixed(1)}`).join(', '),
      'X-Compute-Tokens': String(tokens),
      'X-Queue-Time': String(Math.round(stages.queue)),
      'X-Tokenization-Time': String(Math.round(stages.tokenize)),
      'X-Inference-Time': String(Math.round(stages.inference)),
      'X-Total-Time': String(Math.round(duration)),
    }
  }

  #record({ status, outcome }: { status: number; outcome: Outcome }): RequestRecord {
    const now = performance.now()
    const responses = this.#answers.map(({ response }) => response)
    const sum = (read: (response: (typeof responses)[number]) => number | undefined): number =>
      responses.reduce((total, response) => total + (read(response) ?? 0), 0)
    const costs = responses.some(({ usage }) => usage.cost !== undefined)
    const cached = responses.some(({ usage }) => usage.cacheHits !== undefined)
    const degraded = responses.find((response) => response.degraded !== undefined)?.degraded?.reason
    const topK = this.#requests[0]?.topK
    return {
      requestId: this.#requestId,
      dialect: this.dialect,
      ...(this.#model !== undefined && { model: this.#model }),
      status,
      outcome,
      ...(degraded !== undefined && { degraded }),
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
