import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** How a program that loads a model and reranks with it fared. */
export interface LoadReport {
  readonly code?: string
  readonly message: string
  readonly milliseconds: number
  /** The most memory that the program had, in MiB. */
  readonly peak: number
}

const library = new URL('../../../dist/index.js', import.meta.url)
const script = `
import { readFileSync } from 'node:fs'
import { platform } from 'node:process'
import { createReranker } from ${JSON.stringify(library.href)}
const startedAt = performance.now()
let told = { message: 'loaded' }
try {
  const reranker = createReranker(process.argv[1], { workers: 1 })
  try {
    await reranker.load()
    await reranker.rerank({ query: 'bees', documents: ['Bees make honey.', 'The sea.'] })
  } finally {
    await reranker.close()
  }
} catch (error) {
  told = { code: error.code, message: error.message }
}
const milliseconds = Math.round(performance.now() - startedAt)
// Linux counts the memory of who started the program into the usual number, but not into this one.
const own = platform === 'linux' && /VmHWM:\\s*(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
const peak = Math.round((own || process.resourceUsage().maxRSS) / 1024)
console.log(JSON.stringify({ ...told, milliseconds, peak }))
`

/** Opens a model folder as a user would, in a program of its own, whose memory can be told and whose end does no harm. */
export async function loadModel(folder: string): Promise<LoadReport> {
  const program = spawn(process.execPath, ['--input-type=module', '--eval', script, folder], {
    cwd: fileURLToPath(new URL('../../..', import.meta.url)),
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 30_000,
  })
  let output = ''
  program.stdout.on('data', (chunk) => {
    output += chunk
  })
  const [status, signal] = await new Promise<[number | null, string | null]>((resolve) =>
    program.on('close', (...end) => resolve(end)),
  )
  if (status !== 0 || output === '') throw new Error(`The program ended with ${signal ?? status}.`)
  return JSON.parse(output)
}
