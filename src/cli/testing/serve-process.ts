import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { cliPath } from './run-cli.ts'

/** `secondpass serve` in a process of its own, on a free port. */
export class ServeProcess implements Disposable {
  readonly child: ChildProcessWithoutNullStreams
  /** All that it said so far. */
  output = ''
  readonly #exited: Promise<unknown[]>

  constructor({ parameters = [], env = {} }: { parameters?: readonly string[]; env?: Record<string, string> } = {}) {
    const options = { env: { ...process.env, ...env } }
    this.child = spawn(process.execPath, [cliPath, 'serve', '--port', '0', ...parameters], options)
    this.#exited = once(this.child, 'close')
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        this.output += text
      })
    }
  }

  /** Its address, once it listens. */
  async url(): Promise<string> {
    const address = /http:\/\/127\.0\.0\.1:\d+/
    await this.until(() => address.test(this.output))
    return address.exec(this.output)?.[0] ?? ''
  }

  async until(condition: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await condition())) {
      if (this.child.exitCode !== null) throw new Error(`The server ended: ${this.output}`)
      await setTimeout(10)
    }
  }

  /** How it ended: its code, or the signal that ended it. */
  async exit(): Promise<unknown> {
    const [code, signal] = await this.#exited
    return code ?? signal
  }

  [Symbol.dispose](): void {
    this.child.kill('SIGKILL')
  }
}
