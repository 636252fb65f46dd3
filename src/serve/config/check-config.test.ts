import { expect, it } from 'vitest'
import { scoring } from '../../compose/testing/rerankers.ts'
import { checkConfig } from './check-config.ts'
import type { ModelConfig, ServeConfig } from './serve-config.ts'

/** Every key there is, each with a value of its kind: what the types have and the schema refuses shows here. */
const everyModelKey: Required<ModelConfig> = {
  model: 'secondpass-en',
  fallback: ['other', 'cohere:rerank-v3.5'],
  cache: true,
  budget: { perRequest: 0.1, perHour: 1, perDay: 2, ifUnknown: 'allow' },
  depth: 50,
  queue: { requests: 10, tokens: 1000 },
  degrade: { minDepth: 10, model: 'other', firstStage: true },
  dtype: 'int8',
  workers: 2,
  maxTokens: 128,
  longDocuments: 'chunk',
  maxChunks: 4,
  frozen: true,
  lockFile: 'models.lock.json',
  apiKey: 'key',
  baseUrl: 'https://example.com/api',
  headers: { 'X-Team': 'search' },
  fetch: globalThis.fetch,
  timeout: 500,
  retries: 0,
  concurrency: 4,
  maxQueue: 0,
  hedge: true,
  maxResponseBytes: 1024,
  price: { perMillionTokens: 0.02, perThousandSearchUnits: 2 },
  settings: { anything: { goes: [1] } },
}
const everyKey: Required<ServeConfig> = {
  host: '::1',
  port: 0,
  models: { main: everyModelKey, other: 'secondpass-en' },
  workers: 1,
  depth: 100,
  aliases: { 'rerank-v3.5': 'main', '*': 'other' },
  apiKeys: ['one', 'two'],
  apiKeysFile: '/run/secrets/keys',
  corsOrigins: ['https://search.example.com', 'http://localhost:3000'],
  strict: true,
  deadline: 100,
  maxDeadline: 1000,
  limits: {
    bodyBytes: 1,
    totalBodyBytes: 7,
    documents: 2,
    documentCharacters: 3,
    queryCharacters: 4,
    jsonDepth: 5,
    connections: 6,
  },
  cache: { redis: 'redis://127.0.0.1:6379', ttl: 1000 },
  ledger: 'costs.jsonl',
  metrics: { enabled: false, port: 9464 },
  tracing: { content: true },
  playground: false,
  drain: { delay: 0, timeout: 0 },
  logLevel: 'silent',
}

it('takes every key of the types, and changes nothing', () => {
  expect(checkConfig(everyKey)).toEqual(everyKey)
  expect(checkConfig({})).toEqual({})
})

it('takes a reranker as it is', () => {
  const reranker = scoring('own', () => 1)
  const { models = {} } = checkConfig({ models: { own: { model: reranker, depth: 5 } } })
  expect((models['own'] as ModelConfig).model).toBe(reranker)
})

const own = scoring('own', () => 1)
it.each<[string, unknown, string]>([
  ['a key that is mistyped', { prot: 80 }, 'there is no key `prot`. Did you mean `port`?'],
  ['a key that is unlike all', { zzzzzzzzz: 80 }, 'there is no key `zzzzzzzzz`.'],
  [
    'a key of a model',
    { models: { fast: { model: 'a', wokers: 2 } } },
    'models.fast: there is no key `wokers`. Did you mean `workers`?',
  ],
  ['a key of limits', { limits: { Documents: 2 } }, 'limits: there is no key `Documents`. Did you mean `documents`?'],
  [
    'room for less than one body',
    { limits: { totalBodyBytes: 1000 } },
    'limits.totalBodyBytes: is less than `limits.bodyBytes`, the bytes of one body',
  ],
  ['a model of another kind', { models: { fast: 7 } }, 'models.fast: Invalid input: expected object, received number'],
  ['a model without a name', { models: { fast: {} } }, "models.fast.model: must be a model's name, or a reranker"],
  ['no models', { models: {} }, 'models: must name one model or more'],
  ['a port that is none', { port: 70_000 }, 'port: a port is a whole number from 0 to 65535'],
  ['a number as text', { port: '8787' }, 'port: a port is a whole number from 0 to 65535'],
  [
    'an origin with a path',
    { corsOrigins: ['https://a.b/'] },
    'corsOrigins.0: must be an origin such as https://search.example.com',
  ],
  [
    'a Redis of another kind',
    { cache: { redis: 'localhost' } },
    'cache.redis: must be an address such as redis://127.0.0.1:6379; in a password, write # as %23, / as %2F, and so on',
  ],
  [
    'a Redis that is no address',
    { cache: { redis: 'redis://:pass#word@127.0.0.1:6379' } },
    'cache.redis: must be an address such as redis://127.0.0.1:6379; in a password, write # as %23, / as %2F, and so on',
  ],
  [
    'a ledger that is no address',
    { ledger: 'redis://:pass#word@127.0.0.1:6379' },
    'ledger: must be a file, or an address such as redis://127.0.0.1:6379',
  ],
  [
    "metrics on a port of their own that is the server's",
    { port: 9464, metrics: { port: 9464 } },
    "metrics.port: 9464 is the server's own port. Leave it out to have /metrics there, or choose another.",
  ],
  [
    'entries of Redis',
    { cache: { redis: 'redis://a', entries: 1 } },
    'cache.entries: is of the store in memory; how much Redis keeps is set there',
  ],
  [
    'an alias to nothing',
    { aliases: { big: 'secondpas-en' } },
    'aliases.big: there is no model `secondpas-en`. Did you mean `secondpass-en`? Models: secondpass-en',
  ],
  [
    'an alias to an alias',
    { aliases: { a: 'secondpass-en', b: 'a' } },
    'aliases.b: there is no model `a`. Models: secondpass-en',
  ],
  [
    'an alias that is a model',
    { aliases: { 'secondpass-en': 'secondpass-en' } },
    'aliases.secondpass-en: a model has this name',
  ],
  [
    'a name that headers cannot hold',
    { models: { 'my model': 'a' } },
    'models: "my model" is no name. It must be of 1 to 200 visible ASCII characters, and not `*`.',
  ],
  [
    'the name of all others',
    { models: { '*': 'a' } },
    'models: "*" is no name. It must be of 1 to 200 visible ASCII characters, and not `*`.',
  ],
  [
    'a faster model that is not there',
    { models: { large: { model: 'a', degrade: { model: 'smal' } }, small: 'b' } },
    'models.large.degrade.model: there is no model `smal`. Did you mean `small`?',
  ],
  [
    'a model that falls back on itself',
    { models: { a: { model: 'x', fallback: ['a'] } } },
    'models.a.fallback: `a` is the model itself',
  ],
  [
    'an option that a ready reranker cannot get',
    { models: { own: { model: own, maxTokens: 64 } } },
    'models.own.maxTokens: is of models that are named; a reranker of your own has its options already',
  ],
])('refuses %s', (_, config, message) => {
  expect(() => checkConfig(config)).toThrow(
    expect.objectContaining({ code: 'invalid_request', message: `the configuration: ${message}` }),
  )
})

it('tells of all that is wrong at once', () => {
  expect(() => checkConfig({ prot: 1, depth: 0 })).toThrow(
    [
      'the configuration:',
      'depth: Too small: expected number to be >=1',
      'there is no key `prot`. Did you mean `port`?',
    ].join('\n  '),
  )
})
