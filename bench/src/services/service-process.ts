import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** How a simulated service behaves. */
export interface ServiceSettings {
  readonly seed: number
  readonly medianMs: number
  /** The share of calls that take a second or longer. */
  readonly slowShare: number
  /** The share of calls that fail: a quarter each of 500, 503, 429 and a cut connection. */
  readonly failureShare: number
  /** Answers after which the balance is used up. */
  readonly quota: number
}

/** What a service has seen. */
export interface ServiceCounts {
  requests: number
  answered: number
}

/** A simulated service, listening. */
export interface RunningService {
  readonly url: string
  counts(): Promise<ServiceCounts>
  stop(): void
}

export async function startService(settings: ServiceSettings): Promise<RunningService> {
  const main = fileURLToPath(new URL('service-main.js', import.meta.url))
  const child = fork(main, [JSON.stringify(settings)])
  const [port] = await once(child, 'message')
  const url = `http://127.0.0.1:${port}`
  return {
    url,
    counts: async () => (await (await fetch(`${url}/counts`)).json()) as ServiceCounts,
    stop: () => child.disconnect(),
  }
}
