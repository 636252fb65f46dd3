import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { paths } from '../paths.ts'

/** Has a process collect its garbage at SIGUSR2, so that what is left then is in use. */
const collectWhenAsked = `data:text/javascript,process.on('SIGUSR2', () => gc())`

/** `secondpass serve` in a process of its own. */
export class ServerProcess {
  readonly url: string
  readonly #child: ChildProcess

  private constructor({ url, child }: { url: string; child: ChildProcess }) {
    this.url = url
    this.#child = child
  }

  /** Starts it and waits until its model is loaded. */
  static async start(...options: string[]): Promise<ServerProcess> {
    const port = await freePort()
    const command = [
      '--expose-gc',
      '--import',
      collectWhenAsked,
      `${paths.root}/dist/cli/main.js`,
      'serve',
      '--port',
      String(port),
      '--log-level',
      'error',
      ...options,
    ]
    const child = spawn(process.execPath, command, { stdio: ['ignore', 'ignore', 'inherit'] })
    const server = new ServerProcess({ url: `http://127.0.0.1:${port}`, child })
    while (!(await server.isReady())) {
      if (child.exitCode !== null) throw new Error(`The server ended with code ${child.exitCode}.`)
      await sleep(50)
    }
    return server
  }

  async isReady(): Promise<boolean> {
    return await fetch(`${this.url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    )
  }

  /** Memory in use, in MiB; NaN where `/proc` does not tell. */
  memory(): number {
    try {
      const status = readFileSync(`/proc/${this.#child.pid}/status`, 'utf8')
      return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024
    } catch {
      return Number.NaN
    }
  }

  /** What the heap holds after a collection of garbage, in MiB. */
  async heap(): Promise<number> {
    for (let time = 0; time < 2; time++) {
      this.#child.kill('SIGUSR2')
      await sleep(200)
    }
    return (await this.metric('nodejs_heap_size_used_bytes')) / 2 ** 20
  }

  /** A metric's value, all labels added up. */
  async metric(name: string): Promise<number> {
    const text = await (await fetch(`${this.url}/metrics`)).text()
    const values = [...text.matchAll(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'gm'))]
    return values.reduce((sum, [, value]) => sum + Number(value), 0)
  }

  /** Sends a signal, and gives the exit code. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (this.#child.exitCode !== null) return this.#child.exitCode
    const ended = once(this.#child, 'exit')
    this.#child.kill(signal)
    const [code] = (await ended) as [number | null]
    return code
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  await new Promise((resolve) => probe.close(resolve))
  return port
}
