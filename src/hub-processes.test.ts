import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { useHubModels } from './hub/testing/hub-models.ts'

const fixture = useHubModels()
const library = new URL('../dist/index.js', import.meta.url).href
const graph = 'onnx/model.onnx'

/** Runs a program that has `reranker`, of a hub's model that is not in the cache, at hand. */
async function run(program: string): Promise<{ code: number | null; output: string; errors: string }> {
  const code = `
    import { createReranker } from ${JSON.stringify(library)}
    const reranker = createReranker('hf:org/tiny', { workers: 1 })
    const request = { query: 'river', documents: ['the river', 'the sea'] }
    const tell = (error) => console.log(error.code)
    ${program}
  `
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...fixture.environment() },
  })
  const overdue = setTimeout(() => child.kill('SIGKILL'), 30_000)
  const [output, errors, [exitCode]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  clearTimeout(overdue)
  return { code: exitCode, output, errors }
}

/** Lets the graph's content never arrive. */
function stall(): void {
  fixture.hub.intercept = ({ server }, response) => {
    if (server !== 'cdn') return false
    response.writeHead(200).write('beginning')
    return true
  }
}

test('programs that want the same model at once download it once, and end by themselves', async () => {
  const program = 'console.log((await reranker.rerank(request)).coverage.scored)'
  const results = await Promise.all([run(program), run(program), run(program)])
  for (const result of results) expect(result).toEqual({ code: 0, output: '2\n', errors: '' })
  const asked = fixture.hub.requests.filter(({ method, path }) => method === 'GET' && path.endsWith(graph))
  expect(asked).toHaveLength(1)
})

test.each([
  ['that closes during the download', 'const work = reranker.rerank(request).catch(tell)', 'closed\n'],
  ['that closes before its request has begun', 'void reranker.load().catch(tell); const work = undefined', 'closed\n'],
  ['whose deadline passes', 'const work = reranker.rerank({ ...request, deadline: 300 }).catch(tell)', 'timeout\n'],
])('a program %s ends by itself', async (name, program, expected) => {
  stall()
  const wait = name.includes('deadline') ? 'await work' : 'await new Promise((go) => setTimeout(go, 300))'
  const startedAt = performance.now()
  expect(await run(`${program}; ${wait}; await reranker.close(); await work`)).toEqual({
    code: 0,
    output: expected,
    errors: '',
  })
  expect(performance.now() - startedAt).toBeLessThan(10_000)
})

test('a program that does not use its reranker downloads nothing', async () => {
  expect(await run('await reranker.close()')).toEqual({ code: 0, output: '', errors: '' })
  expect(fixture.hub.requests).toEqual([])
})
