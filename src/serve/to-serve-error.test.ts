import { expect, it } from 'vitest'
import { type ErrorCode, SecondpassError } from '../reranker/index.ts'
import { ServeError } from './serve-error.ts'
import { toServeError } from './to-serve-error.ts'

const inward = 'connection to 10.0.0.7:8080 failed; $5.00 are spent; /models/secret'
const ours: readonly ErrorCode[] = ['invalid_request', 'model_not_found', 'closed', 'cancelled']
const operators: readonly ErrorCode[] = [
  'invalid_model',
  'offline',
  'unauthorized',
  'download_failed',
  'timeout',
  'overloaded',
  'unavailable',
  'rate_limited',
  'invalid_scores',
  'constant_scores',
  'over_budget',
]

it.each(operators)('tells %s without the words for the operator, and keeps them as its cause', (code) => {
  const cause = new SecondpassError({ code, message: inward })
  const error = toServeError(cause)
  expect(error).toMatchObject({ code, cause })
  expect(error.message).not.toMatch(/10\.0|spent;|secret/)
  expect(error.message).toMatch(/^(The|What) [^.]+\. The server's log says more/)
})

it.each(ours)('tells %s in its own words, unless they are those of a service', (code) => {
  expect(toServeError(new SecondpassError({ code, message: 'The query is empty.' })).message).toBe(
    'The query is empty.',
  )
  const service = { service: 'cohere', retryable: false, attempts: 1 }
  expect(toServeError(new SecondpassError({ code, message: inward, service })).message).not.toContain('10.0')
})

it("leaves the server's own errors as they are", () => {
  const error = new ServeError({ code: 'overloaded', status: 429, message: 'Try again in 2 s.', retryAfter: 2 })
  expect(toServeError(error)).toBe(error)
})

it('tells nothing of what is not known', () => {
  expect(toServeError(new TypeError(inward))).toMatchObject({
    status: 500,
    message: expect.not.stringContaining('10.0'),
  })
})
