import { describe, expect, it } from 'vitest'
import { SecondpassError } from '../reranker/index.ts'
import { fakeServices } from './testing/fake-services.ts'
import { useEmptyEnvironment } from './testing/hermetic.ts'
import { makeFake } from './testing/make-fake.ts'

useEmptyEnvironment()

const query = 'a query that nobody may read in an error'
const documents = ['secret 12', 'secret 55']

describe.each(fakeServices)('$name', (service) => {
  const fail = (status: number, headers: Record<string, string> = {}) => {
    return () => Response.json(service.failure(`This is ${status}.`), { status, headers })
  }

  it.each([
    [401, 'unauthorized'],
    [429, 'rate_limited'],
    [500, 'unavailable'],
  ])('a status of %d is %s', async (status, code) => {
    const { reranker } = makeFake(service, { responses: [fail(status)], options: { retries: 0 } })
    const error = await reranker.rerank({ query, documents }).catch((reason) => reason)
    expect(SecondpassError.isInstance(error)).toBe(true)
    expect(error).toMatchObject({ code, service: { service: service.name, status, attempts: 1 } })
    expect(`${error.message} ${JSON.stringify(error)}`).not.toMatch(/nobody may read|secret|test-key/)
  })

  it('an answer that is not JSON is no answer', async () => {
    const page = () => new Response('<html>Bad gateway</html>', { headers: { 'content-type': 'text/html' } })
    const { reranker } = makeFake(service, { responses: [page], options: { retries: 0 } })
    const error = await reranker.rerank({ query, documents }).catch((reason) => reason)
    expect(SecondpassError.isInstance(error)).toBe(true)
  })

  it('a call that is refused for a while is made again', async () => {
    const { reranker, calls } = makeFake(service, { responses: [fail(429, { 'retry-after': '0' })] })
    const { results, usage } = await reranker.rerank({ query, documents })
    expect(results.map(({ index }) => index)).toEqual([1, 0])
    expect(calls).toHaveLength(2)
    expect(usage).toMatchObject({ requests: 2, pairs: 2 })
  })
})

it("Cohere's refusal of a key that it does not know would be seen", async () => {
  const [cohere] = fakeServices.filter(({ name }) => name === 'cohere')
  if (cohere === undefined) throw new Error('Cohere is missing.')
  const strict = { ...cohere, keys: ['model', 'query'] }
  const { reranker } = makeFake(strict, { options: { retries: 0 } })
  await expect(reranker.rerank({ query, documents })).rejects.toMatchObject({ service: { status: 422 } })
})
