import { expect, test } from 'vitest'
import { readServiceMessage } from './read-service-message.ts'

test.each<[string, string | undefined]>([
  ['{"id":"x","message":"invalid api token"}', 'invalid api token'],
  ['{"error":{"message":"too long","type":"BadRequest","param":null,"code":400}}', 'too long'],
  ['{"error":"batch size 33 > 32","error_type":"Validation"}', 'batch size 33 > 32'],
  ['{"detail":"Provided API key is invalid."}', 'Provided API key is invalid.'],
  ['{"detail":[{"loc":["body","query"],"msg":"field required","input":"a text"}]}', 'body.query: field required'],
  ['{"status":401,"error":{"code":"UNAUTHENTICATED","message":"bad key"}}', 'bad key'],
  ['{"__type":"ThrottlingException","message":"slow down"}', 'slow down'],
  ['{"__type":"ThrottlingException","Message":"slow down"}', 'slow down'],
  ['{"error":{"code":403,"message":"denied","status":"PERMISSION_DENIED","details":[{"text":"a"}]}}', 'denied'],
  ['{"title":"Not Found"}', 'Not Found'],
  ['upstream connect error', 'upstream connect error'],
  ['<html><head><title>502 Bad Gateway</title></head></html>', '502 Bad Gateway'],
  ['<html></html>', undefined],
  ['', undefined],
  ['null', undefined],
  ['{}', undefined],
  ['{"message":{"message":{"message":{"message":"deep"}}}}', undefined],
  ['{"results":[{"document":"a text"}]}', undefined],
])('%s says %s', (text, expected) => {
  expect(readServiceMessage(text)).toBe(expected)
})
