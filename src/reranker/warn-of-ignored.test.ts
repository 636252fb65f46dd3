import { describe, expect, it } from 'vitest'
import { rerankWith } from './rerank-with.ts'
import { numberScorer } from './testing/scorers.ts'
import { workOptions } from './work-options.ts'

const request = { query: 'q', documents: ['a 1', 'b 2'] }

describe('an option that the model cannot apply', () => {
  it('is told in one warning, with all of them', async () => {
    const { warnings } = await rerankWith(numberScorer({ ignores: workOptions }), {
      ...request,
      priority: 5,
      maxChunks: 1,
    })
    expect(warnings).toEqual([
      { code: 'option_ignored', message: 'test-model cannot apply `priority` and `maxChunks`, and answered without.' },
    ])
  })

  it('is not told where the request does not have it, or the model can apply it', async () => {
    const ignoring = numberScorer({ ignores: ['maxChunks'] })
    expect((await rerankWith(ignoring, { ...request, priority: 5, maxDocumentTokens: 3 })).warnings).toEqual([])
    expect((await rerankWith(numberScorer(), { ...request, maxChunks: 3 })).warnings).toEqual([])
  })

  it('is not told of the priority that every request has', async () => {
    const { warnings } = await rerankWith(numberScorer({ ignores: workOptions }), { ...request, priority: 0 })
    expect(warnings).toEqual([])
  })
})
