import { describe, expect, it } from 'vitest'
import { type WorkOption, type WorkOptions, workOptions } from '../reranker/index.ts'
import { customReranker } from './custom/custom-reranker.ts'
import type { HostedOptions } from './hosted-options.ts'
import { HostedReranker } from './hosted-reranker.ts'
import { providers } from './providers.ts'
import { fakeServices } from './testing/fake-services.ts'
import { useEmptyEnvironment } from './testing/hermetic.ts'
import { makeFake } from './testing/make-fake.ts'

useEmptyEnvironment()

const query = 'which number is the largest'
const documents = ['one 12', 'two 55']
const said: WorkOptions = { priority: 7, maxDocumentTokens: 512, maxChunks: 3 }

/** The body that a service is sent, and what the response warns of. */
async function send(name: string, model: string, options: WorkOptions, settings: HostedOptions['settings'] = {}) {
  const provider = providers.find((each) => each.name === name)
  if (provider === undefined) throw new Error(`There is no service "${name}".`)
  const bodies: Record<string, unknown>[] = []
  const fetch: typeof globalThis.fetch = async (_url, init) => {
    bodies.push(JSON.parse(`${init?.body}`))
    const scores = documents.map((_, index) => ({ index, relevance_score: 0.9 - index / 10, score: 0.9 - index / 10 }))
    return Response.json(name === 'pinecone' ? { data: scores } : { results: scores })
  }
  const baseUrl = 'http://localhost:9999'
  const reranker = new HostedReranker({ provider, model, options: { apiKey: 'k', baseUrl, settings, fetch } })
  const { warnings } = await reranker.rerank({ query, documents, ...options })
  const [body] = bodies
  if (body === undefined) throw new Error('Nothing was sent.')
  const { model: _model, query: _query, documents: _documents, ...rest } = body
  return { rest, warnings: warnings.map(({ message }) => message), ignores: reranker.ignores }
}

describe.each(fakeServices)('$name', (service) => {
  it('is sent nothing that it does not document, and the response names what was not applied', async () => {
    // A fake refuses keys that the service does not document.
    const { reranker } = makeFake(service)
    const { warnings, coverage } = await reranker.rerank({ query, documents, ...said })
    expect(coverage.scored).toBe(2)
    const ignored = warnings.filter(({ code }) => code === 'option_ignored')
    expect(ignored).toHaveLength(1)
    const named = workOptions.filter((name) => ignored[0]?.message.includes(`\`${name}\``))
    expect(named).toEqual(reranker.ignores)
  })

  it('is sent the same by a request that says nothing, or the usual', async () => {
    const bodies: unknown[] = []
    for (const options of [{}, { priority: 0 }, { maxDocumentTokens: undefined }]) {
      const { reranker, calls } = makeFake(service)
      const { warnings } = await reranker.rerank({ query, documents, ...options })
      expect(warnings.filter(({ code }) => code === 'option_ignored')).toEqual([])
      bodies.push(calls[0]?.body)
    }
    expect(bodies[1]).toEqual(bodies[0])
    expect(bodies[2]).toEqual(bodies[0])
  })
})

describe('an option that a service has', () => {
  it.each<[string, string, Record<string, unknown>, WorkOptions, Record<string, unknown>, WorkOption[]]>([
    ['cohere', 'rerank-v3.5', {}, said, { max_tokens_per_doc: 512, priority: 7 }, ['maxChunks']],
    ['cohere', 'rerank-v3.5', { apiVersion: 1 }, said, { max_chunks_per_doc: 3 }, ['priority', 'maxDocumentTokens']],
    ['azure', 'Cohere-rerank-v4.0-pro', {}, said, { max_tokens_per_doc: 512 }, ['priority', 'maxChunks']],
    ['azure', 'Cohere-rerank-v4.0-pro', { apiVersion: 1 }, said, {}, [...workOptions]],
    ['vllm', 'm', {}, said, { max_tokens_per_doc: 512 }, ['priority', 'maxChunks']],
    [
      'pinecone',
      'cohere-rerank-4-fast',
      {},
      { maxDocumentTokens: 9000 },
      { return_documents: false, parameters: { max_tokens_per_doc: 4096 } },
      ['priority', 'maxChunks'],
    ],
    [
      'pinecone',
      'bge-reranker-v2-m3',
      {},
      said,
      { return_documents: false, parameters: { truncate: 'END' } },
      [...workOptions],
    ],
  ])('reaches it: %s:%s, %o', async (name, model, settings, options, expected, ignored) => {
    const { rest, ignores } = await send(name, model, options, settings)
    expect(rest).toEqual(expected)
    expect(ignores).toEqual(ignored)
  })

  it.each<[string, Record<string, unknown>, WorkOptions, Record<string, unknown>]>([
    // The smaller limit counts, and the less urgent priority.
    ['cohere', { maxTokensPerDocument: 256 }, { maxDocumentTokens: 512 }, { max_tokens_per_doc: 256 }],
    ['cohere', { maxTokensPerDocument: 1000 }, { maxDocumentTokens: 512 }, { max_tokens_per_doc: 512 }],
    ['cohere', { priority: 100 }, { priority: 7 }, { priority: 100 }],
    ['cohere', { priority: 100 }, { priority: 0 }, { priority: 100 }],
    ['cohere', { priority: 100 }, { priority: 700 }, { priority: 700 }],
    ['cohere', { apiVersion: 1, maxChunksPerDocument: 10 }, { maxChunks: 2 }, { max_chunks_per_doc: 2 }],
    ['vllm', { maxTokensPerDocument: 256, priority: 3 }, said, { max_tokens_per_doc: 256, priority: 3 }],
  ])('meets the settings of the reranker: %s %o %o', async (name, settings, options, expected) => {
    expect((await send(name, 'm', options, settings)).rest).toEqual(expected)
  })
})

it('a server of any address is sent nothing of it', async () => {
  const fetch: typeof globalThis.fetch = async (_url, init) => {
    expect(Object.keys(JSON.parse(`${init?.body}`))).toEqual(['query', 'documents'])
    return Response.json({ results: documents.map((_, index) => ({ index, relevance_score: index })) })
  }
  const reranker = customReranker({ url: 'http://localhost:9999/rerank?key=secret', dialect: 'cohere', fetch })
  const { warnings } = await reranker.rerank({ query, documents, ...said })
  expect(warnings).toMatchObject([{ code: 'option_ignored' }])
  expect(warnings[0]?.message).not.toContain('secret')
})
