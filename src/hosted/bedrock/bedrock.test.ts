import { describe, expect, it, vi } from 'vitest'
import { fakeServices } from '../testing/fake-services.ts'
import { useEmptyEnvironment } from '../testing/hermetic.ts'
import { makeFake } from '../testing/make-fake.ts'
import { findRegion, toModelArn } from './find-region.ts'

useEmptyEnvironment()

const [service] = fakeServices.filter(({ name }) => name === 'bedrock')
if (service === undefined) throw new Error('Bedrock is missing.')
const request = { query: 'q', documents: ['a 1', 'b 2'] }
const make = (settings: Record<string, unknown>) => makeFake(service, { options: { settings } })
const key = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'test-key' }

describe('the key', () => {
  it('is asked for by the names of its variables', async () => {
    const answer = make({ region: 'us-west-2' }).reranker.rerank({ ...request, onError: 'passthrough' })
    await expect(answer).rejects.toMatchObject({
      code: 'unauthorized',
      message: expect.stringMatching(/AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY/),
    })
  })

  it('comes from a function, which is asked for each call', async () => {
    const credentials = vi.fn(async () => ({ ...key, sessionToken: 'token', expiration: new Date() }))
    const { reranker, calls } = make({ region: 'us-west-2', credentials })
    await reranker.rerank(request)
    await reranker.rerank(request)
    expect(credentials).toHaveBeenCalledTimes(2)
    expect(calls[1]?.headers.get('x-amz-security-token')).toBe('token')
    expect(calls[1]?.headers.get('authorization')).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/us-west-2\//,
    )
  })

  it.each([
    ['fails', () => Promise.reject(new Error('no role'))],
    ['gives nothing', () => undefined],
  ])('is missing when the function %s', async (_, credentials) => {
    const answer = make({ region: 'us-west-2', credentials }).reranker.rerank(request)
    await expect(answer).rejects.toMatchObject({ code: 'unauthorized' })
  })
})

describe('the region', () => {
  const arn = 'arn:aws:bedrock:eu-central-1::foundation-model/cohere.rerank-v3-5:0'

  it('is that of the settings, then of the ARN, then of the environment', () => {
    const env = { AWS_REGION: 'ca-central-1', AWS_DEFAULT_REGION: 'us-east-1' }
    expect(findRegion({ region: 'us-west-2', model: arn, env })).toBe('us-west-2')
    expect(findRegion({ region: undefined, model: arn, env })).toBe('eu-central-1')
    expect(findRegion({ region: undefined, model: 'amazon.rerank-v1:0', env })).toBe('ca-central-1')
    expect(findRegion({ region: undefined, model: 'm', env: { AWS_DEFAULT_REGION: 'us-east-1' } })).toBe('us-east-1')
  })

  it('is asked for', async () => {
    const answer = make({ credentials: key }).reranker.rerank(request)
    await expect(answer).rejects.toMatchObject({
      code: 'invalid_request',
      message: expect.stringMatching(/AWS_REGION/),
    })
  })

  it('does not lead a call elsewhere', () => {
    const env = { AWS_REGION: 'x.example.com/' }
    expect(() => findRegion({ region: undefined, model: 'm', env })).toThrow(/AWS_REGION/)
  })

  it('makes an ARN of a name', () => {
    expect(toModelArn({ model: 'cohere.rerank-v3-5:0', region: 'eu-central-1' })).toBe(arn)
    expect(toModelArn({ model: arn, region: 'us-west-2' })).toBe(arn)
  })
})

it('signs the text that is sent, also for fields of the model', async () => {
  const additionalModelRequestFields = { max_tokens_per_doc: 100 }
  const { reranker, calls } = make({ region: 'us-west-2', credentials: key, additionalModelRequestFields })
  await reranker.rerank(request)
  const { modelConfiguration } = calls[0]?.body.rerankingConfiguration.bedrockRerankingConfiguration ?? {}
  expect(modelConfiguration.additionalModelRequestFields).toEqual(additionalModelRequestFields)
})
