import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { SecondpassError } from '../reranker/index.ts'
import { CrossEncoder } from './cross-encoder.ts'
import { readModelFolder } from './read-model-folder.ts'
import { ScoringModel } from './scoring-model.ts'
import { selfCheck } from './self-check.ts'
import { embeddedModel, tinyBert, tinyBertStaged } from './testing/fixtures.ts'
import { ScratchFolder } from './testing/scratch-folder.ts'

/** A model that answers everything with one logit, or fails. */
const answering = (logit: number | Error) =>
  ({
    perform: async () => {
      if (typeof logit !== 'number') throw logit
      return { kind: 'score', logit }
    },
  }) as unknown as ScoringModel
const plain = readModelFolder(tinyBert)
const staged = readModelFolder(tinyBertStaged)

describe('a model that checks itself', () => {
  it.each([tinyBert, tinyBertStaged, embeddedModel])('passes, in little time: %s', async (folder) => {
    const description = readModelFolder(folder)
    const model = await ScoringModel.load(description)
    const startedAt = performance.now()
    await selfCheck(model, description)
    expect(performance.now() - startedAt).toBeLessThan(3000)
    await model.release()
  })

  it('is refused when a logit is off by more than its tolerance', async () => {
    const pairs = [{ query: 'q', document: 'd', logit: 1 }]
    const description = { ...plain, selfCheck: { tolerance: 0.1, pairs } }
    await selfCheck(answering(1.05), description)
    await expect(selfCheck(answering(1.2), description)).rejects.toMatchObject({
      code: 'invalid_model',
      message: expect.stringContaining('off by 0.200, more than 0.1'),
    })
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY])(
    'is refused when it gives %d, with stored pairs or without',
    async (logit) => {
      for (const description of [plain, staged])
        await expect(selfCheck(answering(logit), description)).rejects.toThrow(`gives ${logit} as a score`)
    },
  )

  it('is refused when it fails, without the runtime’s words', async () => {
    const failing = selfCheck(answering(new Error('at /home/someone')), plain)
    await expect(failing).rejects.toMatchObject({
      code: 'invalid_model',
      message: expect.not.stringContaining('/home'),
    })
  })

  it('is refused for what is known to be wrong in its own words', async () => {
    const known = new SecondpassError({ code: 'invalid_model', message: 'The model answers with a shape.' })
    await expect(selfCheck(answering(known), plain)).rejects.toBe(known)
  })
})

describe('a model that is wrong', () => {
  const scratch = new ScratchFolder()
  afterAll(() => scratch.remove())

  it.each([1, 2])('never scores, however often it is asked, with %d workers', async (workers) => {
    cpSync(tinyBertStaged, join(scratch.path, 'wrong'), { recursive: true })
    const wrong = { tolerance: 0.001, pairs: [{ query: 'bees', document: 'honey', logits: [0, 99] }] }
    const manifest = JSON.parse(readFileSync(join(tinyBertStaged, 'secondpass.json'), 'utf8'))
    scratch.write('wrong/secondpass.json', JSON.stringify({ ...manifest, selfCheck: wrong }))
    await using reranker = new CrossEncoder(join(scratch.path, 'wrong'), { workers })
    for (let time = 0; time < 3; time++) {
      const request = { query: 'bees', documents: ['Bees make honey.', 'The sea.'] }
      await expect(reranker.rerank(request)).rejects.toThrow('does not compute what its self-check says')
      await expect(reranker.load()).rejects.toThrow('does not compute what its self-check says')
    }
  })
})
