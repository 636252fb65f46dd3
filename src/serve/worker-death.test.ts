import { setTimeout } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { orderOf, post, rerankBody } from './http/testing/rerank-body.ts'
import { type RunningServer, serve } from './serve.ts'

const workers: Worker[] = []
const remember = (worker: Worker): number => workers.push(worker)
const alive = (): Worker[] => workers.filter(({ threadId }) => threadId !== -1)

let server: RunningServer
beforeAll(async () => {
  process.on('worker', remember)
  server = await serve({ port: 0, logLevel: 'silent', workers: 2, models: { test: 'secondpass-en' } })
  await server.ready
})
afterAll(async () => {
  process.off('worker', remember)
  await server.closeNow()
})

/** Ends a thread by an error of its own, between two pairs: ending it inside ONNX Runtime would end the process. */
function kill(worker: Worker | undefined): void {
  worker?.postMessage(null)
}

it('threads that die under load fail no more than the requests they had in hand, and no answer is wrong', async () => {
  expect(alive()).toHaveLength(2)
  const fillers = Array.from({ length: 9 }, (_, place) => `Museum number ${place} opens at nine and closes at five.`)
  const requests = Array.from({ length: 30 }, async (_, index) => {
    const documents = fillers.toSpliced(index % 10, 0, 'Berlin has 3.6 million registered inhabitants.')
    const body = rerankBody({ query: 'how many people live in berlin', documents })
    const { status, json } = await post(server.url, body)
    return status === 200 ? { right: orderOf(json)[0] === index % 10 } : { status, message: json['message'] }
  })
  let killed = 0
  let over = false
  const killing = (async () => {
    for (; killed < 4 && !over; killed++) {
      const threads = workers.length
      kill(alive()[0])
      while (workers.length === threads && !over) await setTimeout(5) // Until another one is in its place.
    }
  })()
  const answers = await Promise.all(requests)
  over = true
  await killing
  expect(workers.length).toBeGreaterThan(2)
  const failed = answers.filter((answer) => !('right' in answer))
  for (const answer of failed) expect(answer).toMatchObject({ status: 503, message: expect.stringContaining('worker') })
  expect(answers.filter((answer) => answer.right === false)).toEqual([])
  expect(failed.length).toBeLessThanOrEqual(killed)

  const { json } = await post(
    server.url,
    rerankBody({ query: 'how many people live in berlin', documents: ['Tides.', 'Berlin has many inhabitants.'] }),
  )
  expect(orderOf(json)).toEqual([1, 0])
})
