import type { RerankRequest } from '../rerank-request.ts'
import { rerankWith } from '../rerank-with.ts'
import type { Reranker } from '../reranker.ts'
import { numberScorer, turn } from './scorers.ts'

export type Request = RerankRequest<string>

/** A reranker whose answers the test lets go, with an account of what is under way. */
export class HeldReranker implements Reranker {
  readonly id = 'held'
  readonly started: string[] = []
  readonly cancelled: string[] = []
  mostUnderWay = 0
  #underWay = 0
  readonly #releases = new Map<string, () => void>()
  /** Whether answers wait for `release`. */
  held: boolean

  constructor({ held }: { held: boolean }) {
    this.held = held
  }

  rerank: Reranker['rerank'] = async (request) => {
    const { query, signal } = request
    this.started.push(query)
    this.mostUnderWay = Math.max(this.mostUnderWay, ++this.#underWay)
    try {
      if (this.held) await this.#wait(query, signal as AbortSignal)
      else await turn()
      if (query.includes('fail')) throw new TypeError(`cannot answer ${query}`)
      return await rerankWith(numberScorer(), request)
    } finally {
      this.#underWay--
    }
  }

  release(query: string): void {
    this.#releases.get(query)?.()
  }

  async #wait(query: string, signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const cancel = () => {
        this.cancelled.push(query)
        reject(signal.reason)
      }
      signal.addEventListener('abort', cancel)
      this.#releases.set(query, () => {
        signal.removeEventListener('abort', cancel)
        resolve()
      })
    })
  }
}

export function makeRequests(count: number): Request[] {
  return Array.from({ length: count }, (_, index) => ({ query: `q${index}`, documents: ['one 1', 'two 2'] }))
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = []
  for await (const item of items) list.push(item)
  return list
}

/** A source that counts how far it was read and whether it was closed. */
export function countedSource(requests: readonly Request[]): {
  state: { read: number; closed: boolean }
  requests: AsyncGenerator<Request>
} {
  const state = { read: 0, closed: false }
  async function* read(): AsyncGenerator<Request> {
    try {
      for (const request of requests) {
        state.read++
        yield request
      }
    } finally {
      state.closed = true
    }
  }
  return { state, requests: read() }
}
