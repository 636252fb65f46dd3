import { expect, it } from 'vitest'
import { serve } from '../serve.ts'
import { numberReranker, startHttp } from './testing/start-http.ts'

const models = { test: { model: numberReranker } }

it('a port that is taken is named, and what to do', async () => {
  await using other = await startHttp()
  const { port } = new URL(other.url)
  await expect(serve({ port: Number(port), models, logLevel: 'silent' })).rejects.toMatchObject({
    code: 'unavailable',
    message: `Port ${port} of 127.0.0.1 is taken by another program. End it, or choose another port; 0 takes a free one.`,
  })
})

it('an address that this machine does not have is named', async () => {
  await expect(serve({ host: '192.0.2.1', port: 0, models, logLevel: 'silent' })).rejects.toMatchObject({
    code: 'invalid_request',
    message: 'The server cannot listen on port 0 of 192.0.2.1: this machine has no such address.',
  })
})

it('an address of IPv6 is written as one', async () => {
  const server = await serve({ host: '::1', port: 0, models, logLevel: 'silent' })
  expect(server.url).toMatch(/^http:\/\/\[::1\]:\d+$/)
  expect((await fetch(`${server.url}/nothing`)).status).toBe(404)
  await server.close()
})
