import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { afterAll, describe, expect, it } from 'vitest'
import { embeddedModel, tinyBert } from './testing/fixtures.ts'
import { encodeGraph } from './testing/small-graph.ts'
import { narrowGraph, SmallModels } from './testing/small-models.ts'

const library = new URL('../../dist/index.js', import.meta.url).href
const models = new SmallModels()
const garbage = models.make('garbage', { 'onnx/model.onnx': 'garbage' })
const narrow = models.make('narrow', { 'onnx/model.onnx': encodeGraph(narrowGraph(64)) })
afterAll(() => models.remove())

/** Runs a program that has `reranker`, of two workers, and a request of many long documents at hand. */
async function run(
  program: string,
  model = tinyBert,
): Promise<{ code: number | null; output: string; errors: string }> {
  const code = `
    import { createReranker, rerankAll, SecondpassError } from ${JSON.stringify(library)}
    const reranker = createReranker(${JSON.stringify(model)}, { workers: 2 })
    const documents = ['the river', 'the sea']
    const many = Array.from({ length: 2000 }, (_, index) => index + ' the old town by the river'.repeat(20))
    ${program}
  `
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], { stdio: ['ignore', 'pipe', 'pipe'] })
  const overdue = setTimeout(() => child.kill('SIGKILL'), 30_000)
  const [output, errors, [exitCode]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  clearTimeout(overdue)
  return { code: exitCode, output, errors }
}

/** Code that makes a request. */
function rerank(documents: string, options = ''): string {
  return `reranker.rerank({ query: "q", documents: ${documents}, ${options} })`
}

/** Code that tells of a failure. */
const tell = '(error) => console.log(error.code)'

describe('a program', () => {
  it.concurrent.each([
    ['that reranks and does nothing else', `await ${rerank('documents')}; console.log("done")`, 'done\n'],
    ['that does not wait for its answer', `${rerank('documents')}.then(() => console.log("done"))`, 'done\n'],
    ['that closes', `await ${rerank('documents')}; await reranker.close(); console.log("done")`, 'done\n'],
    ['that disposes', `await ${rerank('documents')}; await reranker[Symbol.asyncDispose]()`, ''],
    ['that loads without waiting', 'void reranker.load()', ''],
    ['whose deadline passes while it loads', `await ${rerank('many', 'deadline: 30')}.catch(${tell})`, 'timeout\n'],
    ['that aborts', `await ${rerank('many', 'signal: AbortSignal.timeout(30)')}.catch(${tell})`, 'cancelled\n'],
    [
      'that closes while it works',
      `const work = ${rerank('many')}.catch(${tell}); await reranker.close(); await work`,
      'closed\n',
    ],
    [
      'that leaves many requests after the first',
      `const requests = [documents, many, many].map((documents) => ({ query: "q", documents }))
       for await (const { index } of rerankAll({ reranker, requests })) { console.log(index); break }`,
      '0\n',
    ],
    [
      'that gives its reranker no work',
      `await ${rerank('[]')}
       await ${rerank('documents', 'topK: -1')}.catch(${tell})
       await ${rerank('documents', 'signal: AbortSignal.abort()')}.catch(${tell})
       await createReranker().close()`,
      'invalid_request\ncancelled\n',
    ],
  ])('%s ends by itself', async (_, program, expected) => {
    expect(await run(program)).toEqual({ code: 0, output: expected, errors: '' })
  })

  it.concurrent('whose model cannot be loaded ends by itself', async () => {
    const program = `await ${rerank('documents')}.catch(${tell})`
    expect(await run(program, garbage)).toEqual({ code: 0, output: 'invalid_model\n', errors: '' })
  })

  it.concurrent('whose model fails on its first pair hears of it by its error alone', async () => {
    const program = `await ${rerank('documents')}.catch(${tell})`
    expect(await run(program, narrow)).toEqual({ code: 0, output: 'invalid_model\n', errors: '' })
  })

  // ONNX Runtime's binding aborts a process whose threads are ended inside it, as these here nearly always are.
  const busy = `await reranker.load(); void ${rerank('many')};`

  it.concurrent('that exits while workers are busy ends in peace', async () => {
    const program = `${busy} setTimeout(() => process.exit(3), 100)`
    expect(await run(program, embeddedModel)).toEqual({ code: 3, output: '', errors: '' })
  })

  it.concurrent('that exits while workers load ends in peace', async () => {
    const program = 'void reranker.load(); setTimeout(() => process.exit(3), 150)'
    expect(await run(program, embeddedModel)).toEqual({ code: 3, output: '', errors: '' })
  })

  it.concurrent('that fails while workers are busy ends with its own error', async () => {
    const program = `${busy} setTimeout(() => { throw new Error("mine") }, 100)`
    const { code, errors } = await run(program, embeddedModel)
    expect(code).toBe(1)
    expect(errors).toContain('Error: mine')
  })

  it.concurrent('that has its answer at a deadline while workers are busy ends in peace', async () => {
    const program = `await reranker.load(); await ${rerank('many', 'deadline: 100, onError: "passthrough"')}`
    expect(await run(program, embeddedModel)).toEqual({ code: 0, output: '', errors: '' })
  })
})
