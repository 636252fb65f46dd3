import { expect, it } from 'vitest'
import { serve } from '../serve.ts'
import { numberReranker, startHttp } from './testing/start-http.ts'

const models = { test: { model: numberReranker } }

it('a port that is taken is named, and what to do', async () => {
  await using other = await startHttp()
  const { port } = new URL(other.url)
  await expect(serve({ port: Number(port), models })).rejects.toMatchObject({
    code: 'unavailable',
    message: `Port ${port} of 127.0.0.1 is taken by another program. End it, or choose another port; 0 takes a free one.`,
  })
})

it.each([
  [{ port: 70_000 }, 'a port is a whole number from 0 to 65535'],
  [{ port: Number.NaN }, 'a port is a whole number from 0 to 65535'],
  [{ port: 0, host: '192.0.2.1' }, 'this machine has no such address'],
])('%j cannot be listened on', async (place, reason) => {
  await expect(serve({ ...place, models })).rejects.toMatchObject({
    code: 'invalid_request',
    message: expect.stringContaining(reason),
  })
})

it('an address of IPv6 is written as one', async () => {
  const server = await serve({ host: '::1', port: 0, models })
  expect(server.url).toMatch(/^http:\/\/\[::1\]:\d+$/)
  expect((await fetch(`${server.url}/nothing`)).status).toBe(404)
  await server.close()
})
