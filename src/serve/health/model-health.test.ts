import { expect, it } from 'vitest'
import type { ErrorCode } from '../../reranker/index.ts'
import type { RequestRecord } from '../observe/request-record.ts'
import { ServeError } from '../serve-error.ts'
import { ModelHealth } from './model-health.ts'

const record = (change: Partial<RequestRecord>): RequestRecord => ({
  requestId: '1',
  dialect: 'cohere_v2',
  model: 'mine',
  status: 200,
  outcome: 'ok',
  documents: 1,
  scored: 1,
  pairs: 1,
  tokens: 1,
  truncated: 0,
  stages: { parse: 0, queue: 0, tokenize: 0, inference: 0, postprocess: 0 },
  duration: 1,
  ...change,
})
const ok = record({})
const failed = (code: ErrorCode, change: Partial<RequestRecord> = {}) =>
  record({ status: 503, outcome: 'unavailable', error: new ServeError({ code, status: 503, message: '' }), ...change })

const ready = { name: 'mine', state: 'ready' } as const

function openHealth() {
  const clock = { now: 1000 }
  const health = new ModelHealth({ now: () => clock.now })
  const tell = (what: RequestRecord, times = 1) => {
    for (let time = 0; time < times; time++) health.requestEnded(what)
  }
  return { clock, health, tell, state: () => health.report(ready).state }
}

it.each(['unavailable', 'invalid_scores', 'constant_scores', 'unauthorized', 'offline'] as const)(
  'is not ready after five failures in a row: %s',
  (code) => {
    const { health, tell, state } = openHealth()
    tell(failed(code), 4)
    expect(state()).toBe('ready')
    tell(failed(code))
    expect(health.report(ready)).toEqual({
      state: 'failing',
      reason: "Its last 5 requests failed; the server's log says why.",
    })
    tell(ok)
    expect(state()).toBe('ready')
  },
)

it('counts answers of which scoring failed', () => {
  const { tell, state } = openHealth()
  tell(record({ outcome: 'partial', degraded: 'unavailable' }), 5)
  expect(state()).toBe('failing')
})

it.each([
  failed('timeout', { outcome: 'deadline' }),
  failed('cancelled'),
  failed('invalid_request'),
  failed('closed'),
  failed('unavailable', { rejection: 'draining' }),
  record({ outcome: 'partial', degraded: 'timeout' }),
  failed('unavailable', { model: 'another' }),
])('does not count what says nothing of the model', (what) => {
  const { tell, state } = openHealth()
  tell(what, 20)
  expect(state()).toBe('ready')
  tell(failed('unavailable'), 4)
  tell(what)
  tell(failed('unavailable'))
  expect(state()).toBe('failing')
})

it('is tried again after a time, and is found out by the next failure', () => {
  const { clock, tell, state } = openHealth()
  tell(failed('unavailable'), 5)
  clock.now += 29_999
  expect(state()).toBe('failing')
  clock.now += 1
  expect(state()).toBe('ready')
  tell(failed('unavailable'))
  expect(state()).toBe('failing')
  clock.now += 30_000
  tell(ok)
  tell(failed('unavailable'), 4)
  expect(state()).toBe('ready')
})

it('does not forget that a model is loading or failed to load, until it answers', () => {
  const { health, tell } = openHealth()
  expect(health.report({ name: 'mine', state: 'loading' })).toEqual({ state: 'loading', reason: 'It is being loaded.' })
  expect(health.report({ name: 'mine', state: 'failed' }).state).toBe('failed')
  tell(ok)
  expect(health.report({ name: 'mine', state: 'failed' })).toEqual({ state: 'ready' })
})
