import { expect, it } from 'vitest'
import { announce } from './announce.ts'

const models = [
  { name: 'small', state: 'loading', failure: undefined, facts: { id: 'a' } },
  { name: 'large', state: 'ready', failure: undefined, facts: { id: 'b' } },
] as const

it('says where the server is, what it serves, and who may use it', () => {
  const lines = announce({
    server: { url: 'http://127.0.0.1:8787', asksForKeys: true, models },
    config: { aliases: { 'rerank-v3.5': 'large', '*': 'small' } },
    file: 'secondpass.config.ts',
  })
  expect(lines).toEqual([
    'configuration  secondpass.config.ts',
    'models         small, large',
    'other names    rerank-v3.5 → large, any other → small',
    'keys           clients must send one',
    'to try it      open http://127.0.0.1:8787 in a browser',
  ])
})

it.each([
  ['http://127.0.0.1:1', 'keys           none: all programs of this machine may use it'],
  ['http://[::1]:1', 'keys           none: all programs of this machine may use it'],
  ['http://0.0.0.0:1', 'keys           NONE: everyone who reaches this address may use it. Set SECONDPASS_API_KEYS.'],
])('warns of %s without keys', (url, line) => {
  const server = { url, asksForKeys: false, models }
  expect(announce({ server, config: { playground: false }, file: undefined })).toEqual([
    'models         small, large',
    line,
  ])
})

it('names an address that a browser can go to', () => {
  const server = { url: 'http://0.0.0.0:1', asksForKeys: true, models }
  expect(announce({ server, config: {}, file: undefined }).at(-1)).toBe(
    'to try it      open http://127.0.0.1:1 in a browser',
  )
})
