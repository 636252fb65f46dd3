import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cliPath } from './run-cli.ts'

/** A server in a process of its own. */
export interface ServerProcess extends AsyncDisposable {
  readonly url: string
  /** What it has said so far. */
  readonly said: { stdout: string; stderr: string }
  /** Sends a signal, and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

/** Runs `secondpass serve` as an operator would, and waits until it listens. */
export async function startServer(
  parameters: readonly string[],
  { env = {}, cwd = process.cwd() }: { env?: Record<string, string>; cwd?: string } = {},
): Promise<ServerProcess> {
  const all = [cliPath, 'serve', '--port', '0', ...parameters]
  const child = spawn(process.execPath, all, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
    cwd,
  })
  const said = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk: Buffer) => {
    said.stdout += chunk
  })
  const ended = once(child, 'close')
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal)
    return ((await ended) as [number | null])[0]
  }
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => {
      said.stderr += chunk
      const [, address] = /listening on (\S+)\n/.exec(said.stderr) ?? []
      if (address !== undefined) resolve(address)
    })
    void ended.then(() => reject(new Error(`The server ended: ${said.stderr}`)))
  })
  return { url, said, stop, [Symbol.asyncDispose]: async () => void (await stop('SIGKILL')) }
}
