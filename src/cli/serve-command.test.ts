import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { redisUrl } from '../compose/testing/redis.ts'
import { useHubModels } from '../hub/testing/hub-models.ts'
import { runCli, tinyModel } from './testing/run-cli.ts'
import { startServer } from './testing/start-server.ts'

const embeddedModel = fileURLToPath(new URL('../../models/secondpass-en', import.meta.url))

useHubModels()
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'secondpass-serve-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function write(name: string, content: string): string {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

interface Answer {
  results: { index: number; relevance_score: number }[]
  meta: { warnings?: string[] }
  message?: string
}

async function rerank(url: string, { model, query = 'tides' }: { model: string; query?: string }) {
  const body = JSON.stringify({ model, query, documents: ['bread', 'The moon causes tides.', 'an oven'] })
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${url}/v2/rerank`, { method: 'POST', headers, body })
  return { status: response.status, answer: (await response.json()) as Answer }
}

it('serves the embedded model with nothing said, and ends with SIGTERM', async () => {
  await using server = await startServer([], { cwd: folder })
  const { status, answer } = await rerank(server.url, { model: 'secondpass-en' })
  expect(status).toBe(200)
  expect(answer.results[0]?.index).toBe(1)
  expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect(await server.stop()).toBe(0)
})

it('serves two models and their aliases, by options', async () => {
  const options = [
    '--model',
    'secondpass-en',
    `small=${tinyModel}`,
    '--alias',
    'rerank-v3.5=secondpass-en',
    '--alias',
    '*=small',
  ]
  await using server = await startServer([...options, '--workers', '1', '--depth', '2'])
  const scores = async (model: string) => (await rerank(server.url, { model })).answer.results
  expect(await scores('rerank-v3.5')).toEqual(await scores('secondpass-en'))
  expect(await scores('rerank-english-v2.0')).toEqual(await scores('small'))
  expect(await scores('small')).not.toEqual(await scores('secondpass-en'))
  // Depth 2: the third is not scored, and comes last.
  expect((await scores('small')).at(-1)).toMatchObject({ index: 2, relevance_score: 0 })
})

it('names a folder by its last part, and a variable does what its option does', async () => {
  const env = { SECONDPASS_MODELS: tinyModel, SECONDPASS_ALIASES: 'x=tiny-bert,y=tiny-bert', SECONDPASS_WORKERS: '1' }
  await using server = await startServer([], { env })
  expect((await rerank(server.url, { model: 'y' })).status).toBe(200)
  const { status, answer } = await rerank(server.url, { model: 'z' })
  expect(status).toBe(404)
  expect(answer.message).toContain("'tiny-bert'")
  expect(answer.message).not.toContain('/')
})

it('reads secondpass.config.ts of the working directory; options and variables go before it', async () => {
  const place = mkdtempSync(join(folder, 'ts-'))
  writeFileSync(
    join(place, 'secondpass.config.ts'),
    `import { defineConfig } from 'secondpass/serve'
     export default defineConfig({ models: { fromFile: 'secondpass-en' }, strict: true, depth: 5, workers: 1 })`,
  )
  await using server = await startServer([], { cwd: place })
  expect((await rerank(server.url, { model: 'fromFile' })).status).toBe(200)
  const file = join(place, 'secondpass.config.ts')
  const env = { SECONDPASS_WORKERS: '2', SECONDPASS_HOST: '::1' }
  const { stdout } = await runCli(['serve', '--config', file, '--print-config', '--host', '127.0.0.2'], { env })
  expect(JSON.parse(stdout)).toMatchObject({
    host: '127.0.0.2',
    workers: 2,
    strict: true,
    depth: 5,
    models: { fromFile: { model: 'secondpass-en' } },
  })
})

it('reads JSON, by a variable', async () => {
  const file = write('server.json', JSON.stringify({ models: { 'from-json': { model: tinyModel, workers: 1 } } }))
  await using server = await startServer([], { env: { SECONDPASS_CONFIG: file } })
  expect((await rerank(server.url, { model: 'from-json' })).status).toBe(200)
})

it('starts also where variables are set to nothing', async () => {
  const names = [
    'MODELS',
    'ALIASES',
    'CONFIG',
    'HOST',
    'PORT',
    'WORKERS',
    'REDIS_URL',
    'LEDGER',
    'METRICS_PORT',
    'LOG_LEVEL',
  ]
  const env = Object.fromEntries(names.map((name) => [`SECONDPASS_${name}`, '']))
  const { code, stdout } = await runCli(['serve', '--print-config'], { env })
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ port: 8787, host: '127.0.0.1' })
})

it.each<[string, string[], string]>([
  [
    'an unknown model',
    ['--model', 'nosuch'],
    'secondpass: There is no model "nosuch". Name an embedded model (secondpass-en), the path of a model folder,',
  ],
  [
    'an alias to nothing',
    ['--alias', 'a=secondpas-en'],
    'secondpass: the configuration: aliases.a: there is no model `secondpas-en`. Did you mean `secondpass-en`? Models: secondpass-en\n',
  ],
  [
    'an alias that is none',
    ['--alias', 'a'],
    "error: option '-a, --alias <pairs...>' argument 'a' is invalid. It must be OTHER=NAME, such as rerank-v3.5=secondpass-en or '*=secondpass-en'.\n",
  ],
  [
    'two models of one name',
    ['--model', 'a=secondpass-en', 'a=secondpass-en'],
    "error: option '-m, --model <names...>' argument 'a=secondpass-en' is invalid. Two models would have the name a. Give one another with NAME=MODEL.\n",
  ],
  [
    'a port that is none',
    ['--port', '70000'],
    'secondpass: the configuration: port: a port is a whole number from 0 to 65535\n',
  ],
  ['a file that is not there', ['--config', 'nowhere.ts'], 'secondpass: nowhere.ts: there is no such file\n'],
  [
    'a Redis that is none',
    ['--redis', 'localhost'],
    'secondpass: the configuration: cache.redis: must be an address such as redis://127.0.0.1:6379; in a password',
  ],
])('says what is wrong with %s, and ends with code 2', async (_, parameters, message) => {
  const { code, stdout, stderr } = await runCli(['serve', '--port', '0', ...parameters])
  expect(stderr.slice(0, message.length)).toBe(message)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
})

it('says what is wrong with a file, to the key', async () => {
  const file = write('wrong.json', '{ "models": { "a": { "model": "secondpass-en", "worker": 2 } }, "limit": {} }')
  const { code, stderr } = await runCli(['serve', '--config', file])
  expect(code).toBe(2)
  expect(stderr).toBe(
    [
      `secondpass: ${file}:`,
      '  models.a: there is no key `worker`. Did you mean `workers`?',
      '  there is no key `limit`. Did you mean `limits`?\n',
    ].join('\n'),
  )
})

it('says that a port is taken', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as { port: number }
  try {
    const { code, stderr } = await runCli(['serve', '--port', String(port)])
    expect(code).toBe(1)
    expect(stderr).toContain(`secondpass: Port ${port} of 127.0.0.1 is taken by another program.`)
  } finally {
    other.close()
  }
})

it('ends when its only model turns out to be wrong while it is loaded', async () => {
  const wrong = join(folder, 'wrong')
  cpSync(embeddedModel, wrong, { recursive: true })
  const manifest = join(wrong, 'secondpass.json')
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(/(?<="logits": \[[^\]]*)-?[\d.]+(?=\s*\])/, '99'))
  const { code, stderr } = await runCli(['serve', '--port', '0', '--model', wrong])
  expect(code).toBe(1)
  expect(stderr).toMatch(/secondpass: No model could be loaded:\n {2}wrong: /)
})

it('ends when no model could be loaded, and says why', async () => {
  const { code, stderr } = await runCli(['serve', '--port', '0', '--model', 'hf:org/tiny'], {
    env: { HF_HUB_OFFLINE: '1' },
  })
  expect(code).toBe(1)
  expect(stderr).toMatch(/secondpass: No model could be loaded:\n {2}org\/tiny: .*secondpass model pull/)
})

it('shares scores between processes through Redis', async () => {
  const options = ['--redis', redisUrl, '--workers', '1', '--log-level', 'info']
  const query = `tides ${process.pid} ${Date.now()}`
  await using first = await startServer(options)
  await using second = await startServer(options)
  const [one, two] = [
    await rerank(first.url, { model: 'secondpass-en', query }),
    await rerank(second.url, { model: 'secondpass-en', query }),
  ]
  expect(two.answer.results).toEqual(one.answer.results)
  expect([one.answer.meta, two.answer.meta]).toMatchObject([
    { tokens: { input_tokens: expect.any(Number) } },
    { tokens: { input_tokens: 0 } }, // Nothing was read: the first had scored it.
  ])
})
