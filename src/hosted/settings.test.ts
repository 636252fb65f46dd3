import { describe, expect, it } from 'vitest'
import { fakeServices } from './testing/fake-services.ts'
import { useEmptyEnvironment } from './testing/hermetic.ts'
import { makeFake } from './testing/make-fake.ts'

useEmptyEnvironment()

function make(name: string, settings: Record<string, unknown>): () => unknown {
  const service = fakeServices.find((each) => each.name === name)
  if (service === undefined) throw new Error(`There is no fake of ${name}.`)
  return () => makeFake(service, { options: { settings: { ...service.options.settings, ...settings } } })
}

it.each(fakeServices)('$name refuses settings that it does not have', ({ name }) => {
  expect(make(name, { notThere: 1 })).toThrow(expect.objectContaining({ code: 'invalid_request' }))
})

describe('settings that are not as they must be', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['cohere', { apiVersion: 3 }, 'apiVersion'],
    ['cohere', { priority: 1000 }, 'priority'],
    ['cohere', { apiVersion: 1, priority: 3 }, 'priority'],
    ['cohere', { apiVersion: 1, relevantSpans: true }, 'relevantSpans'],
    ['cohere', { maxChunksPerDocument: 3 }, 'maxChunksPerDocument'],
    ['cohere', { relevantSpans: { threshold: 2 } }, 'relevantSpans'],
    ['azure', { auth: 'basic' }, 'auth'],
    ['azure', { apiVersion: 1, maxTokensPerDocument: 3 }, 'maxTokensPerDocument'],
    ['voyage', { truncation: 'yes' }, 'truncation'],
    ['pinecone', { apiVersion: 'latest' }, 'apiVersion'],
    ['openrouter', { sessionId: 'x'.repeat(257) }, 'sessionId'],
    ['nvidia', { truncate: 'START' }, 'truncate'],
    ['nvidia', { path: '../../v1/other' }, 'path'],
    ['bedrock', { region: 'us-west-2.example.com/' }, 'region'],
    ['bedrock', { credentials: { accessKeyId: '' } }, 'credentials'],
    ['google', { project: 'a/b' }, 'project'],
    ['google', { location: '../x' }, 'location'],
    ['google', { accessToken: '' }, 'accessToken'],
  ])('%s: %j', (name, settings, place) => {
    expect(make(name, settings)).toThrow(new RegExp(`at "${place}`))
  })
})

it('a key in bad settings is not repeated in the error', () => {
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 42, sessionToken: 'very-secret' }
  expect(make('bedrock', { credentials })).not.toThrow(/AKIDEXAMPLE|42|very-secret/)
})
