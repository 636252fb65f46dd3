import { expect, test } from 'vitest'
import { formatHubName, parseHubName } from './parse-hub-name.ts'
import { namesHubModel, resolveHubName } from './resolve-hub-name.ts'

test.each([
  ['hf:org/name', 'org/name', 'main'],
  ['hf:gpt2', 'gpt2', 'main'],
  ['hf:org/name.with_all-kinds9@v1.0', 'org/name.with_all-kinds9', 'v1.0'],
  ['hf:org/name@refs/pr/12', 'org/name', 'refs/pr/12'],
  [`hf:org/name@${'a'.repeat(40)}`, 'org/name', 'a'.repeat(40)],
])('%s', (name, repository, revision) => {
  expect(parseHubName(name)).toEqual({ repository, revision })
  expect(parseHubName(formatHubName({ repository, revision }))).toEqual({ repository, revision })
})

test.each([
  'org/name',
  'hf:',
  'hf:/name',
  'hf:org/',
  'hf:a/b/c',
  'hf:../name',
  'hf:org/..',
  'hf:org/a..b',
  'hf:org/a--b',
  'hf:org/name.git',
  'hf:org.git/name',
  'hf:org/name.',
  'hf:org/name-',
  'hf:.org/name',
  'hf:-org/name',
  'hf:org\\name',
  'hf:org/na me',
  'hf:org/näme',
  'hf:org/name\u0000',
  'hf:org/name?x',
  `hf:org/${'a'.repeat(97)}`,
  'hf:org/name@',
  'hf:org/name@..',
  'hf:org/name@a/../b',
  'hf:org/name@/main',
  'hf:org/name@main/',
  'hf:org/name@a//b',
  'hf:org/name@./a',
  'hf:org/name@main@main',
  'hf:org/name@main\n',
  `hf:org/name@${'a'.repeat(129)}`,
])('%j is refused', (name) => {
  expect(() => parseHubName(name)).toThrow(expect.objectContaining({ code: 'invalid_request' }))
})

test('a short name leads to its repository, with a revision or without', () => {
  expect(resolveHubName('ms-marco-MiniLM-L6-v2')).toEqual({
    repository: 'cross-encoder/ms-marco-MiniLM-L6-v2',
    revision: 'main',
  })
  expect(resolveHubName('ms-marco-MiniLM-L6-v2@v1').revision).toBe('v1')
  expect(() => resolveHubName('no-such-model')).toThrow('"no-such-model" names no model.')
  expect(
    ['hf:a/b', 'bge-reranker-v2-m3', 'bge-reranker-v2-m3@main', 'secondpass-en', 'toString'].map(namesHubModel),
  ).toEqual([true, true, true, false, false])
})
