import type { ModelRun, RerankAnswer } from '../../core/rerank-answer.ts'
import { type PlaygroundRequest, toRerankBody } from '../../core/rerank-request.ts'
import { RequestFailure } from './request-failure.ts'

/** A model that can be chosen. */
export interface ListedModel {
  readonly id: string
  readonly secondpass?: { readonly state?: string; readonly local?: boolean; readonly aliasOf?: string }
}

/** The server that this page came from; addresses are relative, so that it may stand behind a path of a proxy. */
export class ServerApi {
  /** Sent with every request, where it is not empty. */
  key = ''

  /** @throws RequestFailure */
  async listModels(): Promise<readonly ListedModel[]> {
    const { json } = await this.#call('v1/models', {})
    return (json as { data?: ListedModel[] }).data ?? []
  }

  /** @throws RequestFailure; what `signal` was aborted with. */
  async rerank(request: PlaygroundRequest, signal: AbortSignal): Promise<ModelRun> {
    const body = JSON.stringify(toRerankBody(request))
    const startedAt = performance.now()
    const { json } = await this.#call('secondpass/v1/rerank', { method: 'POST', body, signal })
    return { model: request.model, answer: json as RerankAnswer, roundTrip: performance.now() - startedAt }
  }

  async #call(path: string, init: RequestInit): Promise<{ json: unknown }> {
    const headers = new Headers()
    if (init.body) headers.set('Content-Type', 'application/json')
    if (this.key !== '') headers.set('Authorization', `Bearer ${this.key}`)
    let response: Response
    let text: string
    try {
      response = await fetch(new URL(path, document.baseURI), { ...init, headers, cache: 'no-store' })
      text = await response.text()
    } catch (error) {
      init.signal?.throwIfAborted()
      throw new RequestFailure({ status: 0, message: error instanceof Error ? error.message : String(error) })
    }
    const json = readJson(text)
    if (!response.ok || json === undefined) throw failureOf(response, json)
    return { json }
  }
}

function failureOf({ status, headers }: Response, json: unknown): RequestFailure {
  const { error, message } = (json ?? {}) as { error?: { message?: unknown }; message?: unknown }
  const words = [error?.message, message].find((each) => typeof each === 'string')
  const wait = Number(headers.get('Retry-After') ?? Number.NaN)
  return new RequestFailure({
    status,
    message: words ?? `It answered ${status}, and no JSON that this page knows.`,
    retryAfter: Number.isFinite(wait) ? wait : undefined,
    requestId: headers.get('X-Request-Id') ?? undefined,
  })
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
