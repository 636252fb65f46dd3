import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { ContestantTasks } from './contestant-main.ts'
import type { ContestantName } from './contestants.ts'

const main = fileURLToPath(new URL('./contestant-main.js', import.meta.url))

/** A contestant in a process of its own, so that memory, threads and native libraries of one do not touch another's. */
export class ContestantProcess {
  readonly #child: ChildProcess
  readonly #name: ContestantName

  private constructor({ child, name }: { child: ChildProcess; name: ContestantName }) {
    this.#child = child
    this.#name = name
  }

  /** Resolves when the contestant is loaded. */
  static async start({ name, candidates }: { name: ContestantName; candidates: number }): Promise<ContestantProcess> {
    const started = new ContestantProcess({ child: fork(main, [name, String(candidates)]), name })
    await started.#answer()
    return started
  }

  async ask<Task extends keyof ContestantTasks>(task: Task): Promise<ContestantTasks[Task]> {
    this.#child.send(task)
    return (await this.#answer()) as ContestantTasks[Task]
  }

  async close(): Promise<void> {
    const exited = once(this.#child, 'exit')
    this.#child.kill()
    await exited
  }

  async #answer(): Promise<unknown> {
    const died = new AbortController()
    const exited = once(this.#child, 'exit', { signal: died.signal }).then(([code, signal]) => {
      throw new Error(`The process of ${this.#name} ended: ${signal ?? `exit code ${code}`}.`)
    })
    exited.catch(() => {}) // Aborted below when the answer is there.
    try {
      const [answer] = await Promise.race([once(this.#child, 'message'), exited])
      return answer
    } finally {
      died.abort()
    }
  }
}
