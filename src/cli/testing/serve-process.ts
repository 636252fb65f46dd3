import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { cliPath } from './run-cli.ts'

/** `secondpass serve` in a process of its own, on a free port. */
export class ServeProcess implements Disposable {
  readonly child: ChildProcessWithoutNullStreams
  /** What it said so far. */
  readonly said: { stdout: string; stderr: string } = { stdout: '', stderr: '' }
  readonly #exited: Promise<unknown[]>

  constructor({
    parameters = [],
    env = {},
    cwd,
  }: { parameters?: readonly string[]; env?: Record<string, string>; cwd?: string | undefined } = {}) {
    const options = { env: { ...process.env, ...env }, cwd }
    this.child = spawn(process.execPath, [cliPath, 'serve', '--port', '0', ...parameters], options)
    this.#exited = once(this.child, 'close')
    for (const name of ['stdout', 'stderr'] as const) {
      this.child[name].setEncoding('utf8').on('data', (text) => {
        this.said[name] += text
      })
    }
  }

  /** All that it said so far. */
  get output(): string {
    return this.said.stdout + this.said.stderr
  }

  /** Its address, once its models are loaded. */
  async url(): Promise<string> {
    const address = /listening on (http:\S+)\n/
    await this.until(() => address.test(this.said.stderr))
    const url = address.exec(this.said.stderr)?.[1] ?? ''
    await this.until(async () => (await fetch(`${url}/startupz`)).ok)
    return url
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
