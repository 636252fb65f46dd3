import { describe, expect, expectTypeOf, it } from 'vitest'
import type { FieldOf } from './document.ts'
import { rerankAll } from './rerank-all.ts'
import type { RerankRequest } from './rerank-request.ts'
import type { DegradedReason, RerankResponse, RerankResult } from './rerank-response.ts'
import { rerankWith } from './rerank-with.ts'
import type { Reranker } from './reranker.ts'
import type { ErrorCode } from './secondpass-error.ts'
import { numberScorer } from './testing/scorers.ts'

interface Page {
  readonly title: string
  readonly body: string
  readonly number: number
}

const reranker: Reranker = { id: 'test', rerank: (request) => rerankWith(numberScorer(), request) }
const page: Page = { title: 'one', body: 'text 1', number: 1 }

// The compiler checks these; running them makes sure that the calls work as typed.
describe('types', () => {
  it('keep the caller’s document type', async () => {
    const { results } = await reranker.rerank({ query: 'q', documents: [page], fields: ['title', 'body'] })
    expectTypeOf(results).toEqualTypeOf<RerankResult<Page>[]>()
    expectTypeOf<(typeof results)[number]['document']>().toEqualTypeOf<Page>()
    expect(results[0]?.document).toBe(page)
  })

  it('keep strings, and mixtures', async () => {
    const texts: string[] = ['a 1', 'b 2']
    const strings = await reranker.rerank({ query: 'q', documents: texts })
    expectTypeOf(strings).toEqualTypeOf<RerankResponse<string>>()
    const mixed = await reranker.rerank<string | Page>({ query: 'q', documents: ['b 2', page], fields: ['title'] })
    expectTypeOf(mixed.results[0]?.document).toEqualTypeOf<string | Page | undefined>()
  })

  it('know the fields of a document', async () => {
    expectTypeOf<FieldOf<Page>>().toEqualTypeOf<'title' | 'body' | 'number'>()
    expectTypeOf<FieldOf<string>>().toEqualTypeOf<never>()
    expectTypeOf<FieldOf<string | Page | { text: string }>>().toEqualTypeOf<'title' | 'body' | 'number' | 'text'>()
    // @ts-expect-error: a page has no such field.
    await expect(reranker.rerank({ query: 'q', documents: [page], fields: ['abstract'] })).rejects.toThrow('abstract')
  })

  it('give textOf the caller’s document', async () => {
    await reranker.rerank({
      query: 'q',
      documents: [page],
      textOf: (document, index) => {
        expectTypeOf(document).toEqualTypeOf<Page>()
        expectTypeOf(index).toEqualTypeOf<number>()
        return document.body
      },
    })
  })

  it('let options be undefined and lists read-only', async () => {
    const documents: readonly string[] = ['a 1']
    const request = { query: 'q', documents, topK: undefined, fields: undefined }
    expectTypeOf(request).toExtend<RerankRequest<string>>()
    expectTypeOf<DegradedReason>().toExtend<ErrorCode>()
    await expect(reranker.rerank(request)).resolves.toBeDefined()
  })

  it('keep what a request of many carries beside', async () => {
    const requests = [{ query: 'q', documents: [page], fields: ['title'], topic: 7 }]
    const signal: AbortSignal | undefined = undefined
    for await (const item of rerankAll({ reranker, requests, signal, concurrency: undefined })) {
      expectTypeOf(item.request.topic).toEqualTypeOf<number>()
      expect(item.request.topic).toBe(7)
      if (item.status === 'fulfilled') expectTypeOf(item.response).toEqualTypeOf<RerankResponse<Page>>()
      else expectTypeOf(item.error).toEqualTypeOf<Error>()
    }
  })
})
