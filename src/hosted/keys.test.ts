import { describe, expect, it, vi } from 'vitest'
import { SecondpassError } from '../reranker/index.ts'
import type { HostedOptions } from './hosted-options.ts'
import { HostedReranker } from './hosted-reranker.ts'
import { parseHostedName } from './parse-hosted-name.ts'
import { providers } from './providers.ts'
import type { FakeService } from './testing/fake-service.ts'
import { fakeServices } from './testing/fake-services.ts'
import { useEmptyEnvironment } from './testing/hermetic.ts'
import { makeFake, providerOf } from './testing/make-fake.ts'

useEmptyEnvironment()

const request = { query: 'q', documents: ['a 1', 'b 2'] }

/** The service's options without the key in them. */
function withoutKey({ options: { apiKey, ...rest } }: FakeService): HostedOptions {
  return rest
}

const keyed = fakeServices.filter((service) => {
  const { keyVariables, keyOptional } = providerOf(service)
  return keyVariables.length > 0 && keyOptional !== true
})

describe.each(keyed)('the key of $name', (service) => {
  const { keyVariables } = providerOf(service)
  const bare: FakeService = { ...service, options: withoutKey(service) }

  it('is asked for by the name of its variable, when it is needed', async () => {
    const { reranker } = makeFake(bare)
    const error = await reranker.rerank(request).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'unauthorized' })
    for (const name of keyVariables) expect((error as Error).message).toContain(name)
  })

  it.each(keyVariables)('is found in %s', async (name) => {
    vi.stubEnv(name, 'key-of-the-environment')
    const { reranker, calls } = makeFake(bare)
    await reranker.rerank(request)
    expect([...(calls[0]?.headers ?? [])].join()).toContain('key-of-the-environment')
  })

  it('is the given one before that of the environment', async () => {
    vi.stubEnv(keyVariables[0] as string, 'key-of-the-environment')
    const { reranker, calls } = makeFake(service)
    await reranker.rerank(request)
    const headers = [...(calls[0]?.headers ?? [])].join()
    expect(headers).toContain('test-key')
    expect(headers).not.toContain('key-of-the-environment')
  })
})

const elsewhere = keyed.filter((service) => providerOf(service).keyOptional === 'elsewhere')

it.each(elsewhere)('$name needs no key at an address of your own', async (service) => {
  const own = { ...service, options: { ...withoutKey(service), baseUrl: 'http://localhost:8000' } }
  const { reranker, calls } = makeFake(own)
  await reranker.rerank(request)
  expect(calls[0]?.headers.has('authorization')).toBe(false)
  expect(calls[0]?.url.origin).toBe('http://localhost:8000')
})

const replaced = providers.flatMap(({ name, models }) =>
  models.flatMap(({ id, replacedBy }) => (replacedBy === undefined ? [] : [{ name, id, replacedBy }])),
)

it.each(replaced)('$name calls $replacedBy for $id, and warns', async ({ name, id, replacedBy }) => {
  const service = fakeServices.find((each) => each.name === name) as FakeService
  const { reranker, calls } = makeFake({ ...service, model: id })
  const { warnings, model } = await reranker.rerank(request)
  expect(warnings).toEqual([{ code: 'model_replaced', message: expect.stringContaining(replacedBy) }])
  expect(warnings[0]?.message).toContain(id)
  expect(model.id).toBe(`${name}:${replacedBy}`)
  expect(calls[0]?.body.model).toBe(replacedBy)
})

describe('addresses', () => {
  const make = (name: string, options: HostedOptions) => {
    const { provider, model } = parseHostedName(name) as NonNullable<ReturnType<typeof parseHostedName>>
    return new HostedReranker({ provider, model, options })
  }

  it('Azure has none of its own', () => {
    expect(() => make('azure:Cohere-rerank-v3.5', { apiKey: 'k' })).toThrow(/AZURE_AI_API_BASE/)
    vi.stubEnv('AZURE_AI_API_BASE', 'https://a.b.models.ai.azure.com')
    expect(() => make('azure:Cohere-rerank-v3.5', { apiKey: 'k' })).not.toThrow()
  })

  it.each(['ftp://host', 'localhost:8000', 'https://', 'nonsense'])('%s is none', (baseUrl) => {
    expect(() => make('cohere:rerank-v3.5', { apiKey: 'k', baseUrl })).toThrow(SecondpassError)
  })
})
