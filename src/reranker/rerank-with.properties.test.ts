import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Document } from './document.ts'
import type { RerankRequest } from './rerank-request.ts'
import type { RerankResponse } from './rerank-response.ts'
import { rerankWith } from './rerank-with.ts'
import { sigmoid } from './score-scale.ts'
import { makeScorer, numberIn, scoreAll } from './testing/scorers.ts'

const query = 'anything'
// Few numbers, so that ties and duplicates are common; texts that tell the same number differ.
const text = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(fc.constantFrom('pears', 'plums', 'figs'), fc.integer({ min: -3, max: 3 })) },
  { weight: 1, arbitrary: fc.constant([' ', undefined] as const) },
)
const document = text.chain(([word, number]) => {
  const content = number === undefined ? word : `${word} ${number}`
  return fc.constantFrom<Document>(content, { text: content }, { id: word, text: content, score: 1 })
})
const documents = fc.array(document, { maxLength: 25 })

// Equal scores of different texts would be a fault of the model; here they are ties that it could not tell apart.
const scorer = makeScorer(async (task) => {
  for (const [position, one] of task.texts.entries())
    task.onScore(position, { raw: numberIn(one), truncated: false, fingerprint: String(numberIn(one)) })
})

function contentOf(one: Document): string {
  return typeof one === 'string' ? one : (one as { text: string }).text
}

function isEmpty(one: Document): boolean {
  return contentOf(one).trim() === ''
}

async function rerank(request: Omit<RerankRequest, 'query'>): Promise<RerankResponse> {
  return await rerankWith(scorer, { query, ...request })
}

function indexes(response: RerankResponse): number[] {
  return response.results.map(({ index }) => index)
}

describe('any list of documents', () => {
  it('comes back whole: a permutation, each with its own object, place and text’s score', async () => {
    await fc.assert(
      fc.asyncProperty(documents, async (list) => {
        const { results, coverage } = await rerank({ documents: list })
        expect(results.map(({ index }) => index).sort((a, b) => a - b)).toEqual([...list.keys()])
        for (const [place, { document, index, rank, previousRank, score }] of results.entries()) {
          expect(document).toBe(list[index])
          expect([rank, previousRank]).toEqual([place + 1, index + 1])
          expect(score).toBe(isEmpty(document) ? null : sigmoid(numberIn(contentOf(document))))
        }
        expect(coverage).toEqual({ candidates: list.length, scored: list.filter((one) => !isEmpty(one)).length })
      }),
    )
  })

  it('is ordered by score, ties by first-stage position, empty ones last', async () => {
    await fc.assert(
      fc.asyncProperty(documents, async (list) => {
        const { results } = await rerank({ documents: list })
        for (const [place, next] of results.slice(1).entries()) {
          const result = results[place] as (typeof results)[number]
          if (result.score !== null && next.score !== null) expect(result.score).toBeGreaterThanOrEqual(next.score)
          if (result.score === next.score) expect(result.index).toBeLessThan(next.index)
          if (result.score === null) expect(next.score).toBeNull()
        }
      }),
    )
  })

  it('gives with topK the beginning of what it gives without, whatever the number', async () => {
    await fc.assert(
      fc.asyncProperty(documents, fc.nat({ max: 40 }), async (list, topK) => {
        const all = await rerank({ documents: list })
        const best = await rerank({ documents: list, topK })
        expect(best.results).toEqual(all.results.slice(0, topK))
        expect(best.coverage).toEqual(all.coverage)
      }),
    )
  })

  it('is scored as far as depth, and keeps first-stage order below', async () => {
    await fc.assert(
      fc.asyncProperty(documents, fc.nat({ max: 40 }), async (list, depth) => {
        const response = await rerank({ documents: list, depth })
        const scored = response.results.filter(({ score }) => score !== null)
        const rest = response.results.slice(scored.length)
        const beyond = [...list.keys()].filter((index) => index >= depth && !isEmpty(list[index] as Document))
        const empty = [...list.keys()].filter((index) => isEmpty(list[index] as Document))
        expect(rest.map(({ index }) => index)).toEqual([...beyond, ...empty])
        const head = await rerank({ documents: list.slice(0, depth) })
        expect(scored.map(({ index, score }) => [index, score])).toEqual(
          head.results.filter(({ score }) => score !== null).map(({ index, score }) => [index, score]),
        )
      }),
    )
  })

  it('keeps with a threshold what reaches it and nothing else, on either scale', async () => {
    await fc.assert(
      fc.asyncProperty(documents, fc.integer({ min: -4, max: 4 }), async (list, value) => {
        const all = await rerank({ documents: list, returnLogits: true })
        const logits = await rerank({ documents: list, threshold: { value, scale: 'logit' } })
        const reaching = all.results.filter(({ logit }) => typeof logit === 'number' && logit >= value)
        expect(indexes(logits)).toEqual(reaching.map(({ index }) => index))
        const sigmoids = await rerank({ documents: list, threshold: { value: sigmoid(value), scale: 'sigmoid' } })
        expect(indexes(sigmoids)).toEqual(indexes(logits))
      }),
    )
  })

  it('ranks a document alike whichever other documents there are', async () => {
    await fc.assert(
      fc.asyncProperty(documents, fc.array(fc.nat()), async (list, picks) => {
        const some = [...new Set(picks)].filter((pick) => pick < list.length).sort((a, b) => a - b)
        const full = await rerank({ documents: list })
        const part = await rerank({ documents: some.map((index) => list[index] as Document) })
        expect(indexes(part).map((index) => some[index])).toEqual(indexes(full).filter((index) => some.includes(index)))
      }),
    )
  })

  it('has each distinct text scored once', async () => {
    await fc.assert(
      fc.asyncProperty(documents, async (list) => {
        const counting = makeScorer(async (task) => scoreAll(task, (one) => numberIn(one) + one.length / 100))
        const { usage } = await rerankWith(counting, { query, documents: list, onError: 'passthrough' })
        const full = list.filter((one) => !isEmpty(one)).map(contentOf)
        const distinct = [...new Set(full)]
        expect(counting.tasks.flatMap(({ texts }) => texts)).toEqual(distinct)
        expect(usage).toMatchObject({ pairs: distinct.length, duplicates: full.length - distinct.length })
      }),
    )
  })
})
