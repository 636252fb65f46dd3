import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apiKey, type ClientServer, startClientServer } from './testing/client-server.ts'
import { passages, query, type Ranked, rankLocally } from './testing/passages.ts'
import { type PythonCall, runPythonClient } from './testing/run-python-client.ts'
import { scoresCloseTo } from './testing/scores-close-to.ts'

let server: ClientServer
let full: ClientServer
let down: ClientServer
let expected: readonly Ranked[]
beforeAll(async () => {
  ;[server, full, down, expected] = await Promise.all([
    startClientServer(),
    startClientServer({}, { first: 'held' }),
    startClientServer({}, { first: 'down' }),
    rankLocally(),
  ])
})
afterAll(async () => {
  await Promise.all([server.close(), full.close(), down.close()])
})

const call = (): PythonCall => ({ url: server.url, key: apiKey, model: 'secondpass-en', query, documents: passages })

describe('what clients of Cohere v1 can ask for', () => {
  it('fields of objects, and documents back', async () => {
    const records = passages.map((body, number) => ({ title: `Part ${number}`, body }))
    const [outcome, echoed] = await runPythonClient({
      script: 'cohere_v1.py',
      environment: 'clients',
      calls: [
        { ...call(), documents: records, rank_fields: ['body'] },
        { ...call(), top_n: 1, return_documents: true, max_chunks_per_doc: 2 },
      ],
    })
    const { results } = outcome as { results: Ranked[] }
    expect(results.map(({ index, score }) => ({ index, score }))).toEqual(scoresCloseTo(expected))
    const [best] = expected
    expect(echoed).toMatchObject({ results: [{ index: best?.index, document: passages[best?.index as number] }] })
  }, 300_000)
})

describe('litellm', () => {
  it('ranks through each of its providers that has an address to set', async () => {
    const providers: [string, string, object][] = [
      ['cohere', '', {}],
      ['jina_ai', '', {}],
      ['hosted_vllm', '', { max_tokens_per_doc: 512 }],
      // It expects documents as Infinity echoes them, as strings, where Cohere and Jina echo objects.
      ['infinity', '', { return_documents: false }],
      ['voyage', '/voyage/v1', {}],
      ['huggingface', '', {}],
    ]
    const outcomes = await runPythonClient({
      script: 'lite_llm.py',
      environment: 'clients',
      calls: providers.map(([provider, path, parameters]) => ({
        ...call(),
        ...parameters,
        url: `${server.url}${path}`,
        model: `${provider}/secondpass-en`,
      })),
    })
    const results = scoresCloseTo(expected)
    expect(outcomes).toEqual(providers.map(() => ({ results })))
  }, 300_000)
})

describe("Haystack's ranker for TEI, which names no model", () => {
  it('ranks, says why it cannot, and tries again after a 429', async () => {
    await full.fillUntilRefused()
    const [answered, best, unknown, empty, unreachable, afterwards] = await runPythonClient({
      script: 'haystack_tei.py',
      environment: 'clients',
      calls: [
        call(),
        { ...call(), top_n: 1 },
        { ...call(), key: 'not-the-key' },
        { ...call(), query: ' ' },
        { ...call(), url: down.url },
        { ...call(), url: full.url, retries: 5 },
      ],
    })
    const { results } = answered as { results: Ranked[] }
    expect(results.map(({ index, score }) => ({ index, score }))).toEqual(scoresCloseTo(expected))
    expect(best).toMatchObject({ results: [{ index: expected[0]?.index }] })
    expect(unknown).toMatchObject({ error: 'RuntimeError', message: expect.stringContaining("'401 Unauthorized'") })
    expect(empty).toMatchObject({ error: 'RuntimeError', message: expect.stringContaining('"error_type":"Empty"') })
    expect(unreachable).toMatchObject({
      error: 'RuntimeError',
      message: expect.stringContaining('"error_type":"Unhealthy"'),
    })
    expect((afterwards as { results: unknown[] }).results).toHaveLength(passages.length)
    const mine = full.answers.filter(({ path }) => path === '/rerank').map(({ status }) => status)
    expect(mine).toEqual([...mine.slice(0, -1).fill(429), 200])
    expect(mine.length).toBeGreaterThan(1)
  }, 300_000)
})
