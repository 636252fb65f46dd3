import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeServices } from '../testing/fake-services.ts'
import { useEmptyEnvironment } from '../testing/hermetic.ts'
import { makeFake } from '../testing/make-fake.ts'

const library = vi.hoisted(() => ({ getAccessToken: vi.fn(), made: vi.fn() }))
vi.mock('google-auth-library', () => ({
  GoogleAuth: class {
    constructor(options: unknown) {
      library.made(options)
    }
    getAccessToken = library.getAccessToken
  },
}))

useEmptyEnvironment()
beforeEach(() => {
  library.getAccessToken.mockReset()
})

const [service] = fakeServices.filter(({ name }) => name === 'google')
if (service === undefined) throw new Error('Google is missing.')
const request = { query: 'q', documents: ['a 1', 'b 2'] }
const make = (settings: Record<string, unknown>) => makeFake(service, { options: { settings } })

describe('the token', () => {
  it('comes from a function, which is asked for each call', async () => {
    const accessToken = vi.fn(async () => `token-${accessToken.mock.calls.length}`)
    const { reranker, calls } = make({ project: 'p', accessToken })
    await reranker.rerank(request)
    await reranker.rerank(request)
    expect(calls.map(({ headers }) => headers.get('authorization'))).toEqual(['Bearer token-1', 'Bearer token-2'])
  })

  it('is found by google-auth-library otherwise', async () => {
    library.getAccessToken.mockResolvedValue('found')
    const { reranker, calls } = make({ project: 'p' })
    await reranker.rerank(request)
    expect(calls[0]?.headers.get('authorization')).toBe('Bearer found')
    expect(library.made).toHaveBeenCalledWith({ scopes: ['https://www.googleapis.com/auth/cloud-platform'] })
  })

  it('is asked for when nothing is found, and looked for again the next time', async () => {
    library.getAccessToken.mockRejectedValueOnce(new Error('Could not load the default credentials.'))
    const { reranker } = make({ project: 'p' })
    await expect(reranker.rerank({ ...request, onError: 'passthrough' })).rejects.toMatchObject({
      code: 'unauthorized',
      message: expect.stringMatching(/GOOGLE_APPLICATION_CREDENTIALS/),
    })
    library.getAccessToken.mockResolvedValue('found')
    await expect(reranker.rerank(request)).resolves.toMatchObject({ coverage: { scored: 2 } })
  })

  it.each([null, undefined, ''])('is missing when the library gives %j', async (value) => {
    library.getAccessToken.mockResolvedValue(value)
    await expect(make({ project: 'p' }).reranker.rerank(request)).rejects.toMatchObject({ code: 'unauthorized' })
  })

  it('is that of the settings before the key', async () => {
    const options = { apiKey: 'key', settings: { project: 'p', accessToken: 'token' } }
    const { reranker, calls } = makeFake(service, { options })
    await reranker.rerank(request)
    expect(calls[0]?.headers.get('authorization')).toBe('Bearer token')
  })
})

it('the project is asked for', async () => {
  const answer = make({ accessToken: 't' }).reranker.rerank(request)
  await expect(answer).rejects.toMatchObject({
    code: 'invalid_request',
    message: expect.stringMatching(/GOOGLE_CLOUD_PROJECT/),
  })
})

it('a record that no call named is refused', async () => {
  const responses = [() => Response.json({ records: [{ id: 'x', score: 0.5 }] })]
  const { reranker } = makeFake(service, { responses })
  await expect(reranker.rerank(request)).rejects.toMatchObject({ code: 'invalid_scores' })
})

it('scores that are all the same are no fault: they have two decimals', async () => {
  const { results } = await makeFake(service).reranker.rerank({ query: 'q', documents: ['a 7', 'b 7', 'c 7'] })
  expect(results.map(({ index }) => index)).toEqual([0, 1, 2])
})
