import { getEventListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { Reranker } from '../reranker/index.ts'
import { askInTime } from './ask-in-time.ts'
import { fallback } from './fallback.ts'
import { limited } from './limited.ts'
import { numberIn, scoring } from './testing/rerankers.ts'

const query = 'which number is the largest'
const documents = ['one 1', 'three 3', 'two 2']
const never: Reranker = { id: 'never', rerank: () => new Promise(() => {}) }

it('passes on answers and failures', async () => {
  const { signal } = new AbortController()
  const request = { query, documents, deadline: 5000, signal }
  expect((await askInTime({ reranker: scoring('own', numberIn), request })).model.id).toBe('own')
  const broken: Reranker = { id: 'broken', rerank: async () => Promise.reject(new TypeError('no')) }
  await expect(askInTime({ reranker: broken, request })).rejects.toThrow(TypeError)
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

it('gives up on one that heeds no deadline, and no signal', async () => {
  const controller = new AbortController()
  const request = { query, documents, signal: controller.signal }
  await expect(askInTime({ reranker: never, request: { ...request, deadline: 20 } })).rejects.toMatchObject({
    code: 'timeout',
    message: 'never did not answer in 20 ms, nor 250 ms after.',
  })
  const waiting = askInTime({ reranker: never, request })
  controller.abort('enough')
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled', cause: 'enough' })
})

it('still takes an answer that comes a little late', async () => {
  const own = scoring('late', numberIn)
  const late: Reranker = {
    id: 'late',
    rerank: async (request) => {
      await sleep(60)
      return await own.rerank({ ...request, deadline: undefined })
    },
  }
  expect((await askInTime({ reranker: late, request: { query, documents, deadline: 20 } })).model.id).toBe('late')
})

it('has a fallback go on, and a limited reranker end', async () => {
  const both = fallback([{ reranker: never, timeout: 20 }, scoring('second', numberIn)])
  const { model, warnings } = await both.rerank({ query, documents })
  expect([model.id, warnings[0]?.failed]).toEqual(['second', { id: 'never', code: 'timeout' }])
  await expect(limited(never, { deadline: 20 }).rerank({ query, documents })).rejects.toMatchObject({ code: 'timeout' })
})
