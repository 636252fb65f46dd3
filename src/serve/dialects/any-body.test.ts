import fc from 'fast-check'
import { expect, it } from 'vitest'
import { resolveServeSettings } from '../config/settings.ts'
import { ServeError } from '../serve-error.ts'
import { dialects } from './dialects.ts'
import { readDialectBody } from './read-dialect-body.ts'

const text = fc.string({ unit: 'binary', maxLength: 20 })
const json = fc.jsonValue({ maxDepth: 3 })
const document = fc.oneof(text, fc.dictionary(fc.constantFrom('text', 'title', '__proto__', 'content'), json), json)
const value = fc.oneof(text, fc.array(document, { maxLength: 4 }), fc.integer(), fc.boolean(), json)

it.each(dialects)('reads any body as $name, or says in words why not', (dialect) => {
  const known = fc.constantFrom(...Object.keys(dialect.request.shape))
  const body = fc.dictionary(fc.oneof({ arbitrary: known, weight: 9 }, { arbitrary: text, weight: 1 }), value)
  const likely = body.map((fields) => ({ ...dialect.example, ...fields }))
  fc.assert(
    fc.property(fc.oneof(body, likely), fc.boolean(), (fields, strict) => {
      try {
        const settings = resolveServeSettings({ strict, limits: { documentCharacters: 10, queryCharacters: 10 } })
        const { requests } = readDialectBody({ dialect, json: fields, settings })
        expect(requests.length).toBeGreaterThan(0)
        for (const { query, documents, topK = 0, warnings } of requests) {
          expect(query.trim()).not.toBe('')
          expect(query.length).toBeLessThanOrEqual(10)
          expect(documents.length).toBeGreaterThan(0)
          for (const each of documents) expect(each.text.length).toBeLessThanOrEqual(10)
          expect(Number.isSafeInteger(topK)).toBe(true)
          for (const warning of warnings) expect(typeof warning).toBe('string')
        }
      } catch (error) {
        if (!(error instanceof ServeError)) throw error
        expect([400, 413, 422]).toContain(error.status)
        expect(error.message).not.toMatch(/undefined|\[object/)
      }
    }),
    { numRuns: 400 },
  )
})
