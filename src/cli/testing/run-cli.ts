import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** The built command line. */
export const cliPath: string = fileURLToPath(new URL('../../../dist/cli/main.js', import.meta.url))
/** A small model of random weights: quick, and its order is of no account. */
export const tinyModel: string = fileURLToPath(new URL('../../../fixtures/tiny-bert', import.meta.url))

/** How a run of the command line ended. */
export interface CliResult {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the built command line as a user would, in a process of its own. */
export async function runCli(
  parameters: readonly string[],
  { stdin = '', env = {} }: { stdin?: string; env?: Record<string, string> } = {},
): Promise<CliResult> {
  const child = spawn(process.execPath, [cliPath, ...parameters], { stdio: 'pipe', env: { ...process.env, ...env } })
  child.stdin.on('error', () => {}) // A command that refuses its options ends without reading.
  child.stdin.end(stdin)
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)]
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, stdout: await stdout, stderr: await stderr }
}

async function collect(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
