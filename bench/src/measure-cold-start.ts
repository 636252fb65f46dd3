import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** Milliseconds from starting a Node process to its first answer. */
export async function measureColdStart(name: 'secondpass' | 'transformers'): Promise<number> {
  const file = fileURLToPath(new URL(`./contestants/cold-${name}.js`, import.meta.url))
  const startedAt = performance.now()
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  await once(child.stdout, 'data')
  const elapsed = performance.now() - startedAt
  const [code] = await exited
  if (code !== 0) throw new Error(`The process of ${name} ended with exit code ${String(code)}.`)
  return elapsed
}
