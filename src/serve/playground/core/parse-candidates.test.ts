import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Candidate } from './candidate.ts'
import { parseCandidates, UnreadableCandidates } from './parse-candidates.ts'

describe('parseCandidates', () => {
  it.each([
    ['', 'plain lines', []],
    ['one\n\n  two  \r\nthree', 'plain lines', ['one', 'two', 'three']],
    ['[1] a note\n[2] another', 'plain lines', ['[1] a note', '[2] another']],
    ['"quoted" words\nplain', 'plain lines', ['"quoted" words', 'plain']],
    ['"one"\n"two\\nlines"', 'JSON lines', ['one', 'two\nlines']],
    ['["one", {"text": "two"}]', 'JSON', ['one', { text: 'two' }]],
    ['[]', 'JSON', []],
    ['\uFEFF["one"]', 'JSON', ['one']],
    ['{"text": "one"}\n\n{"text": "two"}', 'JSON lines', [{ text: 'one' }, { text: 'two' }]],
    ['{"text": "one"}', 'JSON lines', [{ text: 'one' }]],
  ])('reads %j as %s', (text, format, candidates) => {
    expect(parseCandidates(text)).toEqual({ format, candidates })
  })

  it('reads the query that stands beside documents', () => {
    expect(parseCandidates('{"query": "q", "documents": ["a"]}')).toEqual({
      format: 'JSON',
      candidates: ['a'],
      query: 'q',
    })
  })

  it.each([
    ['["one", ]', 'This begins like JSON, but is none'],
    ['{"text": "one"}\n{"text": two}', 'Line 2 is no JSON'],
    ['{"text": "one"}\n7', 'Line 2 is a number'],
    ['["one", null]', 'Candidate 2 is null'],
    ['["one", ["two"]]', 'Candidate 2 is an array'],
    ['{"documents": "one"}', '“documents” must be an array'],
    ['[1, 2]', 'Candidate 1 is a number'],
    ['["one"]\n["two"]', 'Line 1 is an array'],
    // Where it is, in whichever words the engine has for it.
    ['\n["one",\n "two",]', 'line 3, column 8'],
    ['["one", two]', 'line 1, column 9'],
    ['{"query": "q", "documents": [\n  "one"\n  "two"\n]}', 'line 3, column 3'],
    ['\n\n{"text": "one"}\n  {"text": two}', 'Line 4 is no JSON: '],
    ['\n\n{"text": "one"}\n  {"text": two}', '(column 12)'],
  ])('says what is wrong with %j', (text, problem) => {
    expect(() => parseCandidates(text)).toThrow(UnreadableCandidates)
    expect(() => parseCandidates(text)).toThrow(problem)
  })

  it('does not repeat a long text in its message', () => {
    const message = catchMessage(() => parseCandidates(`["${'x'.repeat(5000)}`))
    expect(message.length).toBeLessThan(200)
  })

  const object = fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), fc.string(), { minKeys: 1 })
  const candidate: fc.Arbitrary<Candidate> = fc.oneof(fc.string(), object)

  it('reads what JSON writes', () => {
    fc.assert(
      fc.property(fc.array(candidate), (candidates) => {
        const plain = JSON.parse(JSON.stringify(candidates))
        expect(parseCandidates(JSON.stringify(candidates)).candidates).toEqual(plain)
        expect(parseCandidates(JSON.stringify({ documents: candidates }, null, 2)).candidates).toEqual(plain)
      }),
    )
  })

  it('reads objects a line', () => {
    fc.assert(
      fc.property(fc.array(object, { minLength: 2 }), (objects) => {
        const text = objects.map((each) => JSON.stringify(each)).join('\n')
        expect(parseCandidates(text).candidates).toEqual(JSON.parse(JSON.stringify(objects)))
      }),
    )
  })

  it('reads any text, or says why not', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          expect(parseCandidates(text).candidates).toBeInstanceOf(Array)
        } catch (error) {
          expect(error).toBeInstanceOf(UnreadableCandidates)
        }
      }),
    )
  })
})

function catchMessage(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    return (error as Error).message
  }
  throw new Error('It did not fail.')
}
