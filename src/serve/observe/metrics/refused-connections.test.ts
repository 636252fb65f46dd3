import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type RunningServer, serve } from '../../serve.ts'
import { readSamples } from '../testing/read-samples.ts'
import { scriptedReranker } from '../testing/scripted-reranker.ts'

let server: RunningServer
beforeAll(async () => {
  server = await serve({ port: 0, models: { mine: { model: scriptedReranker() } }, logLevel: 'silent' })
})
afterAll(() => server.close())

/** What a server answers to bytes. */
async function send(bytes: string): Promise<string> {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
  socket.on('error', () => {})
  let answer = ''
  socket.on('data', (data) => {
    answer += String(data)
  })
  socket.write(bytes)
  await once(socket, 'close')
  return answer
}

async function count(reason: string): Promise<number | undefined> {
  const text = await (await fetch(`${server.url}/metrics`)).text()
  return readSamples(text).get(`rerank_rejections_total{reason="${reason}"}`)
}

it.each([
  ['malformed', 'NOT HTTP\r\n\r\n', 400],
  ['headers', `GET / HTTP/1.1\r\nHost: x\r\nA: ${'y'.repeat(20_000)}\r\n\r\n`, 431],
])('counts connections that are refused: %s', async (reason, bytes, status) => {
  expect(await count(reason)).toBe(0)
  expect(await send(bytes)).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  expect(await count(reason)).toBe(1)
})
