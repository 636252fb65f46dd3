import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SecondpassError } from '../../reranker/index.ts'
import { makeCall, testKey } from '../testing/make-call.ts'
import { CallFailure } from './call-failure.ts'
import { toCallError } from './to-call-error.ts'

const query = 'Which medicines does the patient take?'
const texts = [
  'The patient, Mrs. Example, takes 20 mg of atorvastatin and reads.',
  'in-house',
  'Ünïcödé text – with “signs” of its own.',
]

function errorFor(
  said: string,
  { requestId, key = testKey }: { requestId?: string; key?: string } = {},
): SecondpassError {
  const call = makeCall({ url: 'http://service.test', query, texts, model: 'a-model-with-a-long-name-0001' })
  const headers = { authorization: `Bearer ${key}`, 'x-project': 'purple elephants' }
  const failure = new CallFailure({
    code: 'unauthorized',
    problem: 'does not accept the key',
    advice: 'Check the key.',
    status: 401,
    said,
    requestId,
  })
  return toCallError({ failure, call: { ...call, request: { ...call.request, headers } }, attempts: 1 })
}

describe('an error', () => {
  it('says what was wrong, where, in whose words, and what to do', () => {
    const error = errorFor('invalid api token', { requestId: 'r-1' })
    expect(error.message).toBe('testservice does not accept the key (401): "invalid api token". Check the key.')
    expect(error.service).toEqual({
      service: 'testservice',
      status: 401,
      requestId: 'r-1',
      retryable: false,
      attempts: 1,
    })
  })

  it('may name the model', () => {
    expect(errorFor('no model a-model-with-a-long-name-0001').message).toContain('a-model-with-a-long-name-0001')
  })

  it('is short and has no control characters', () => {
    const { message } = errorFor(`a\u0000b\u001b[31m\u202e\nc ${'long '.repeat(1000)}`)
    expect(message).toContain('"a b [31m c long')
    expect(message).not.toMatch(/\p{C}/u)
    expect(message.length).toBeLessThan(400)
  })

  it.each([
    `Incorrect API key provided: ${testKey}.`,
    `key=${testKey}&x`,
    `got "Bearer ${testKey}"`,
    `key ${testKey.slice(0, 8)}… is unknown`,
    `key ***${testKey.slice(-8)} is unknown`,
    testKey.toUpperCase(),
    `project purple elephants has no right`,
    `another one's: Bearer abc and sk-proj-1234567890`,
    `${'x'.repeat(280)} ${testKey}`,
  ])('does not repeat the key: %s', (said) => {
    const { message } = errorFor(said)
    expect(message).toContain('[redacted]')
    expect(message.toLowerCase()).not.toMatch(/very|secret|abcdef|elephants|abc\b|1234567890/)
  })

  it.each(['k', 'abc', 'a key', 'p%ss&w=rd-1234'])('does not repeat a key such as %s', (key) => {
    expect(errorFor(`not "${key}"`, { key }).message).not.toContain(`"${key}"`)
    expect(errorFor(`not ${encodeURIComponent(key)}`, { key }).message).toContain('[redacted]')
  })

  it('has no request id that holds the key', () => {
    expect(errorFor('x', { requestId: `id-${testKey}` }).service).not.toHaveProperty('requestId')
  })

  it.each([
    `bad document: ${texts[0]}`,
    `bad document: ${texts[0]?.slice(10, 40)}`,
    `bad document: ${texts[0]?.slice(6, 26)}`,
    `bad document: ${JSON.stringify(texts[2])}`,
    `bad document: ${texts[2]?.replace('Ü', '\\\\u00dc').replace('ï', '\\\\u00ef')}`,
    `bad document: ${texts[0]?.toUpperCase()}`,
    `bad document: ${texts[0]?.replaceAll(' ', '\\n')}`,
    `bad query: ${query}`,
  ])('is silent when the service repeats a text: %s', (said) => {
    expect(errorFor(said).message).toBe('testservice does not accept the key (401). Check the key.')
  })

  it('never shares 20 characters with a text, nor 8 with the key', () => {
    const around = fc.stringMatching(/^[a-z !.]{0,30}$/)
    const cut = fc.tuple(fc.nat({ max: 64 }), fc.nat({ max: 64 }))
    fc.assert(
      fc.property(around, fc.constantFrom(query, testKey, ...texts), cut, around, (before, text, [from, to], after) => {
        const shown = inspect(errorFor(before + text.slice(from, to) + after), { depth: 9 }).toLowerCase()
        for (const one of [query, ...texts].map((one) => one.toLowerCase())) {
          for (let at = 0; at + 20 <= one.length; at++) expect(shown.includes(one.slice(at, at + 20))).toBe(false)
        }
        for (let at = 0; at + 8 <= testKey.length; at++) expect(shown.includes(testKey.slice(at, at + 8))).toBe(false)
      }),
    )
  })
})
