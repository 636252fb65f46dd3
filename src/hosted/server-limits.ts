import type { ServiceTarget } from './hosted-scorer.ts'
import type { ModelFacts } from './model-facts.ts'
import type { Transport } from './transport/transport.ts'

/** How long a server's answer about itself is waited for, in milliseconds: without it the work only takes more calls. */
const patience = 2000

/** What a server takes in a call: what is known beforehand, and what it said itself since. */
export class ServerLimits {
  readonly #target: ServiceTarget
  readonly #transport: Transport
  #maxDocuments: number | undefined
  #asked: Promise<void> | undefined

  constructor({ target, transport }: { target: ServiceTarget; transport: Transport }) {
    this.#target = target
    this.#transport = transport
  }

  get facts(): Omit<ModelFacts, 'id'> {
    const { facts } = this.#target
    return this.#maxDocuments === undefined ? facts : { ...facts, maxDocuments: this.#maxDocuments }
  }

  /** Keeps what the server said in refusing a call. */
  set maxDocuments(count: number) {
    this.#maxDocuments = count
  }

  /** Asks the server, where it can be asked and where it matters. Never fails. */
  async learn({
    count,
    signal,
    deadlineAt,
  }: {
    count: number
    signal: AbortSignal
    deadlineAt: number
  }): Promise<void> {
    if (this.#target.provider.discovery === undefined || count <= this.facts.maxDocuments) return
    this.#asked ??= this.#ask({ signal, deadlineAt: Math.min(deadlineAt, performance.now() + patience) }).catch(() => {
      // One that was cut short says nothing of the server; the next request asks again.
      if (signal.aborted) this.#asked = undefined
    })
    await this.#asked
  }

  async #ask({ signal, deadlineAt }: { signal: AbortSignal; deadlineAt: number }): Promise<void> {
    const { provider, model, baseUrl, apiKey, settings, headers } = this.#target
    const { discovery } = provider
    if (discovery === undefined) return
    const request = discovery.toRequest({ model, baseUrl, apiKey, settings })
    const { body } = await this.#transport.send({
      service: provider.name,
      model,
      request: { ...request, headers: { ...request.headers, ...headers } },
      signal,
      deadlineAt,
    })
    const found = discovery.readMaxDocuments(body)
    if (found !== undefined && Number.isInteger(found) && found > 0) this.#maxDocuments = found
  }
}
