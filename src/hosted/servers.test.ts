import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numberIn } from '../reranker/testing/scorers.ts'
import { infinity } from './infinity/infinity.ts'
import { llamacpp } from './llamacpp/llamacpp.ts'
import { parseHostedName } from './parse-hosted-name.ts'
import type { Provider } from './provider.ts'
import { tei } from './tei/tei.ts'
import { infinityResponder } from './testing/infinity-responder.ts'
import { llamacppResponder } from './testing/llamacpp-responder.ts'
import { makeReranker } from './testing/make-reranker.ts'
import type { Responder } from './testing/responder.ts'
import { startServer } from './testing/start-server.ts'
import { teiResponder } from './testing/tei-responder.ts'
import { vllmResponder } from './testing/vllm-responder.ts'
import { xinferenceResponder } from './testing/xinference-responder.ts'
import { vllm } from './vllm/vllm.ts'
import { xinference } from './xinference/xinference.ts'

const rule = (_: string, text: string): number => numberIn(text)
const servers: [name: string, provider: Provider, responder: Responder][] = [
  ['tei', tei, teiResponder({ rule, maxClientBatchSize: 5 })],
  ['vllm', vllm, vllmResponder({ rule })],
  ['infinity', infinity, infinityResponder({ rule, maxClientBatchSize: 7 })],
  ['llamacpp', llamacpp, llamacppResponder({ rule })],
  ['xinference', xinference, xinferenceResponder({ rule })],
]
const word = fc.constantFrom('pears', 'plums', 'figs', 'größte 🍐')
// Few numbers, so that ties are common; one larger than the others, so that not all are the same.
const list = fc
  .uniqueArray(
    fc.tuple(word, fc.integer({ min: -4, max: 4 })).map(([fruit, number]) => `${fruit} ${number}`),
    { minLength: 1, maxLength: 30 },
  )
  .map((texts) => [...texts, 'pears 9'])

describe.each(servers)('%s', (name, provider, responder) => {
  it('gives each document its own score, best first, ties as they came', async () => {
    await using server = await startServer(responder)
    const reranker = makeReranker({ provider, model: 'm', options: { baseUrl: server.url } })
    await fc.assert(
      fc.asyncProperty(list, fc.integer({ min: 1, max: 31 }), async (documents, topK) => {
        const { results } = await reranker.rerank({ query: 'fruit', documents, topK })
        const expected = [...documents.entries()].sort((a, b) => numberIn(b[1]) - numberIn(a[1]) || a[0] - b[0])
        expect(results.map(({ index, document }) => [index, document])).toEqual(expected.slice(0, topK))
      }),
      { numRuns: 25 },
    )
  })

  it('is found by its name, with and without a model where that makes sense', () => {
    expect(parseHostedName(`${name}:org/model:x`)).toEqual({ provider, model: 'org/model:x' })
    expect(parseHostedName(name)).toBeUndefined()
    const make = (): string => makeReranker({ provider, options: { baseUrl: 'http://gpu' } }).id
    if (provider.modelOptional) expect(make()).toBe(name)
    else expect(make).toThrow('Name a model')
  })

  it('asks for its address', () => {
    expect(() => makeReranker({ provider, model: 'm' })).toThrow(`${name.toUpperCase()}_URL`)
  })

  it('refuses settings that it does not have', () => {
    const options = { baseUrl: 'http://gpu', settings: { noSuchThing: true } }
    expect(() => makeReranker({ provider, model: 'm', options })).toThrow('settings')
  })
})
