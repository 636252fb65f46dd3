import { expect, test } from 'vitest'
import { joinPath } from './join-path.ts'

test.each([
  ['http://a', '/v1/rerank', 'http://a/v1/rerank'],
  ['http://a/v1', '/v1/rerank', 'http://a/v1/rerank'],
  ['http://a/v2', '/v1/rerank', 'http://a/v2/v1/rerank'],
  ['http://a/proxy/v1', '/v1/rerank', 'http://a/proxy/v1/rerank'],
  ['http://a/v1', '/rerank', 'http://a/v1/rerank'],
])('%s and %s make %s', (baseUrl, path, whole) => {
  expect(joinPath(baseUrl, path)).toBe(whole)
})
