import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface, type Interface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import type { PeerTasks } from './peer-tasks.ts'
import { type PeerName, peers, threads } from './peers.ts'

/** A program with a model in a process of its own, asked by JSON lines. */
export class PeerProcess {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>
  readonly #lines: Interface
  readonly #label: string

  private constructor({ child, label }: { child: ChildProcessByStdio<Writable, Readable, null>; label: string }) {
    this.#child = child
    this.#lines = createInterface({ input: child.stdout })
    this.#label = label
  }

  /** Resolves when the model is loaded. */
  static async start({
    name,
    folder,
    python,
  }: {
    name: PeerName
    folder: string
    python: string
  }): Promise<PeerProcess> {
    const { label, script, python: inPython } = peers[name]
    const child = spawn(inPython ? python : process.execPath, [...script, folder, String(threads)], {
      stdio: ['pipe', 'pipe', 'inherit'],
      // torch and tokenizers take the number of their threads from here.
      env: { ...process.env, OMP_NUM_THREADS: String(threads), RAYON_NUM_THREADS: String(threads) },
    })
    const started = new PeerProcess({ child, label })
    await started.#answer()
    return started
  }

  async ask<Task extends keyof PeerTasks>(
    task: Task,
    request: PeerTasks[Task]['request'],
  ): Promise<PeerTasks[Task]['answer']> {
    this.#child.stdin.write(`${JSON.stringify({ task, ...request })}\n`)
    return (await this.#answer()) as PeerTasks[Task]['answer']
  }

  async close(): Promise<void> {
    const exited = once(this.#child, 'exit')
    this.#child.stdin.end()
    await exited
  }

  async #answer(): Promise<unknown> {
    const settled = new AbortController()
    const { signal } = settled
    try {
      const line = once(this.#lines, 'line', { signal }) as Promise<[string]>
      const exited = once(this.#child, 'exit', { signal }).then(([code, killer]): never => {
        throw new Error(`The process of ${this.#label} ended: ${killer ?? `exit code ${code}`}.`)
      })
      for (const promise of [line, exited]) promise.catch(() => {}) // One is aborted below.
      const [text] = await Promise.race([line, exited])
      return JSON.parse(text)
    } finally {
      settled.abort()
    }
  }
}
