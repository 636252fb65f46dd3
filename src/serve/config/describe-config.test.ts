import { expect, it } from 'vitest'
import { describeConfig } from './describe-config.ts'

it('shows what holds, and no secret', () => {
  const shown = describeConfig({
    apiKeys: ['secret-1', 'secret-2'],
    cache: { redis: 'redis://me:secret-3@127.0.0.1:6379?password=secret-8' },
    ledger: 'rediss://:secret-4@redis.example.com',
    models: {
      cloud: {
        model: 'cohere:rerank-v3.5',
        apiKey: 'secret-5',
        headers: { Authorization: 'secret-6' },
        settings: { token: 'secret-7' },
        baseUrl: 'https://me:secret-9@proxy.example.com/v1?key=secret-10',
        timeout: 300,
      },
    },
  })
  expect(JSON.stringify(shown)).not.toMatch(/secret-/)
  expect(shown).toMatchObject({
    port: 8787,
    maxDeadline: 120_000,
    apiKeys: '2 of the configuration',
    cache: { redis: 'redis://me:set@127.0.0.1:6379?password=set' },
    models: { cloud: { model: 'cohere:rerank-v3.5', apiKey: 'set', headers: { Authorization: 'set' }, timeout: 300 } },
  })
})

it('says where keys come from, without them', () => {
  const { apiKeys } = describeConfig({}, { SECONDPASS_API_KEYS: 'secret' })
  expect(apiKeys).toBe('0 of the configuration, and those of SECONDPASS_API_KEYS')
})
