import fc from 'fast-check'
import type { RerankRequest, RerankResponse } from '../../reranker/index.ts'

/** Requests of all sorts that nobody refuses: duplicates, empty documents, objects, every option. */
export function requests(): fc.Arbitrary<RerankRequest<{ id: string; text: string }>> {
  const text = fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: -9, max: 9 }).map((number) => `text ${number}`) },
    { weight: 1, arbitrary: fc.constantFrom('', ' ') },
    {
      weight: 1,
      arbitrary: fc.integer({ min: -9, max: 9 }).map((number) => `a text that is quite long ${number + 0.5}`),
    },
  )
  return fc
    .record(
      {
        query: fc.constantFrom('first query', 'second query'),
        texts: fc.uniqueArray(text, { maxLength: 12 }),
        again: fc.array(fc.nat(20), { maxLength: 3 }),
        topK: fc.nat(14),
        depth: fc.nat(14),
        threshold: fc.constantFrom({ value: 0.5, scale: 'sigmoid' as const }, { value: -2, scale: 'logit' as const }),
        returnLogits: fc.boolean(),
      },
      { requiredKeys: ['query', 'texts', 'again'] },
    )
    .map(({ texts, again, ...rest }) => {
      const repeated = again.map((place) => texts[place % Math.max(1, texts.length)]).filter((one) => one !== undefined)
      return { ...rest, documents: [...texts, ...repeated].map((one, place) => ({ id: `d${place}`, text: one })) }
    })
}

/** An answer without what differs from run to run, and from the cold to the warm. */
export function comparable(response: RerankResponse<object | string>): unknown {
  const { timings: _timings, usage, ...rest } = response
  return { ...rest, truncated: usage.truncated, duplicates: usage.duplicates }
}
