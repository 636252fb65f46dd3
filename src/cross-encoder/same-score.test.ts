import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CrossEncoder } from './cross-encoder.ts'
import { tinyBert } from './testing/fixtures.ts'

const queries = ['how cold is the river', 'bees', 'Wann öffnet die Bibliothek?']
const texts = [
  ...['the river is cold', 'Bees bring nectar to the hive.', 'x', 'München', '河水', '🌊', '[SEP] sea', '123,45 €'],
  ...[3, 10, 30, 100].map((times) => 'the old town by the river '.repeat(times)),
  ...Array.from({ length: 12 }, (_, index) => `${'water '.repeat(index * 3)}sea ${index}`),
]

/** Each text's logit for each query, scored with nothing beside it. */
const alone = new Map<string, number>()
const rerankers: CrossEncoder[] = []

async function score(
  reranker: CrossEncoder,
  query: string,
  documents: readonly string[],
): Promise<Map<string, number>> {
  const { results } = await reranker.rerank({ query, documents, returnLogits: true })
  expect(results.map(({ index }) => index).sort((a, b) => a - b)).toEqual([...documents.keys()])
  return new Map(results.map(({ document, logit }) => [document, logit as number]))
}

beforeAll(async () => {
  rerankers.push(...[1, 2, 3].map((workers) => new CrossEncoder(tinyBert, { workers })))
  for (const query of queries) {
    for (const text of texts) {
      const scores = await score(rerankers[0] as CrossEncoder, query, [text])
      alone.set(`${query} | ${text}`, scores.get(text) as number)
    }
  }
})
afterAll(() => Promise.all(rerankers.map((reranker) => reranker.close())))

const request = fc.record({
  workers: fc.integer({ min: 1, max: 3 }),
  query: fc.constantFrom(...queries),
  documents: fc.shuffledSubarray(texts, { minLength: 1 }),
})

describe('a pair’s score', () => {
  it('is to the last bit the same whatever its neighbours, their order, the workers and other requests', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 6 }), async (requests) => {
        await Promise.all(
          requests.map(async ({ workers, query, documents }) => {
            const scores = await score(rerankers[workers - 1] as CrossEncoder, query, documents)
            for (const [text, logit] of scores) expect(logit).toBe(alone.get(`${query} | ${text}`))
          }),
        )
      }),
      { numRuns: 40 },
    )
  })

  it('is worth comparing: texts and queries have scores of their own', () => {
    expect(new Set(alone.values()).size).toBeGreaterThan(texts.length * 2)
  })
})
