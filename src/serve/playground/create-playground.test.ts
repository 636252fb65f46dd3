import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningServer, serve } from '../index.ts'

let server: RunningServer
let without: RunningServer

beforeAll(async () => {
  server = await serve({ port: 0, logLevel: 'silent', apiKeys: ['a-key-that-is-long-enough'] })
  without = await serve({ port: 0, logLevel: 'silent', playground: false })
})
afterAll(async () => {
  await server.close()
  await without.close()
})

describe.each([
  ['/', 'text/html'],
  ['/playground/app.js', 'text/javascript'],
  ['/playground/chart.css', 'text/css'],
])('GET %s', (path, type) => {
  it('is there without a key, and may run nothing but its own script', async () => {
    const response = await fetch(server.url + path)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe(`${type}; charset=utf-8`)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).not.toContain('unsafe')
  })

  it('is not sent again to a browser that has it', async () => {
    const first = await fetch(server.url + path)
    expect(first.headers.get('cache-control')).toBe('no-cache')
    const etag = first.headers.get('etag') ?? ''
    const again = await fetch(server.url + path, { headers: { 'If-None-Match': `"other", W/${etag}` } })
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
    const other = await fetch(server.url + path, { headers: { 'If-None-Match': '"other"' } })
    expect(other.status).toBe(200)
  })

  it('is not there where the operator wants none', async () => {
    const response = await fetch(without.url + path)
    expect(response.status).toBe(404)
  })
})

it('names no other host, and has no script or style of its own in the HTML', async () => {
  const html = await (await fetch(server.url)).text()
  expect(html.match(/https?:\/\/[^'"\s]+/g)).toEqual(['http://www.w3.org/2000/svg'])
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=/)
})
