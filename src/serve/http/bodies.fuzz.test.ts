import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { dialects } from '../dialects/dialects.ts'
import { type StartedHttp, startHttp } from './testing/start-http.ts'

let server: StartedHttp
beforeAll(async () => {
  server = await startHttp()
})
afterAll(async () => await server[Symbol.asyncDispose]())

/** What no answer to a refused request may hold. */
const secret = 'zzsecretzz'
const paths = dialects.flatMap((dialect) => dialect.paths.map((path) => ({ path, example: dialect.example })))

const value = fc.oneof(
  { withCrossShrink: true },
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(null, '', 0, -1, 2 ** 53, 1.5, true, [], {}, [[]], [null], [''], ['\ud800'], [{}], '5'),
  fc.constant([secret, { text: secret, constructor: secret }, { [secret]: secret }, [secret]]),
  fc.constant(secret),
)

/** A dialect's example with some of its fields put in place of others, taken away, or filled with anything. */
const changed = fc
  .record({
    target: fc.constantFrom(...paths),
    changes: fc.dictionary(
      fc.constantFrom(
        'model',
        'query',
        'documents',
        'texts',
        'top_n',
        'top_k',
        'rank_fields',
        'return_documents',
        'text_1',
        'text_2',
        'priority',
        'truncate',
        'input',
        'options',
        'toString',
        'constructor',
      ),
      fc.option(value, { nil: undefined }),
      { minKeys: 1, maxKeys: 4 },
    ),
  })
  .map(({ target: { path, example }, changes }) => ({ path, body: JSON.stringify({ ...example, ...changes }) }))

/** Text that is nearly JSON, or not at all. */
const broken = fc
  .record({
    target: fc.constantFrom(...paths),
    at: fc.nat(400),
    cut: fc.nat(5),
    insert: fc.string({ maxLength: 5, unit: 'binary' }),
  })
  .map(({ target: { path, example }, at, cut, insert }) => {
    const text = JSON.stringify({ ...example, query: secret })
    const place = at % text.length
    return { path, body: text.slice(0, place) + insert + text.slice(place + cut) }
  })

const anything = fc
  .record({ target: fc.constantFrom(...paths), json: fc.json({ maxDepth: 6 }) })
  .map(({ target, json }) => ({ path: target.path, body: json }))

it('no body, however odd, makes the server fail, and no refusal repeats it', async () => {
  const seen = new Set<number>()
  await fc.assert(
    fc.asyncProperty(fc.oneof(changed, broken, anything), async ({ path, body }) => {
      const response = await fetch(server.url + path, { method: 'POST', body })
      seen.add(response.status)
      const text = await response.text()
      expect(response.headers.get('content-type')).toContain('application/json')
      expect(() => JSON.parse(text)).not.toThrow()
      expect(response.status, `${path} ${body} ${text}`).toBeLessThan(500)
      if (response.status >= 400) expect(text).not.toContain(secret)
    }),
    { numRuns: 1000 },
  )
  expect([...seen]).toEqual(expect.arrayContaining([200, 400])) // Both ways were gone.
})
