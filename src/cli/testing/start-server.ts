import { ServeProcess } from './serve-process.ts'

/** A server that answers. */
export interface StartedServer extends AsyncDisposable {
  readonly url: string
  /** What it has said so far. */
  readonly said: { readonly stdout: string; readonly stderr: string }
  /** Sends a signal, and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<unknown>
}

/** Runs `secondpass serve` as an operator would, and waits until its models are loaded. */
export async function startServer(
  parameters: readonly string[],
  { env = {}, cwd }: { env?: Record<string, string>; cwd?: string } = {},
): Promise<StartedServer> {
  const server = new ServeProcess({ parameters, env, cwd })
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    server.child.kill(signal)
    return await server.exit()
  }
  const url = await server.url()
  return { url, said: server.said, stop, [Symbol.asyncDispose]: async () => void (await stop('SIGKILL')) }
}
