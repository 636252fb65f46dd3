import { afterAll, beforeAll, expect, it } from 'vitest'
import { createReranker } from '../../create-reranker.ts'
import type { ModelReranker } from '../../model-reranker.ts'
import { convertScore, type RerankResult, type ScoreScale } from '../../reranker/index.ts'
import { apiKey, type ClientServer, startClientServer } from './testing/client-server.ts'
import { passages, query, type Ranked, rankLocally } from './testing/passages.ts'
import { scoresCloseTo } from './testing/scores-close-to.ts'

let server: ClientServer
let expected: readonly Ranked[]
beforeAll(async () => {
  ;[server, expected] = await Promise.all([startClientServer(), rankLocally()])
})
afterAll(() => server.close())

const named = (name: string, path = '', settings = {}): [string, () => ModelReranker] => [
  name,
  () => createReranker(name, { baseUrl: `${server.url}${path}`, apiKey, settings }),
]
const model = 'secondpass-en'
const clients: [string, () => ModelReranker][] = [
  named(`cohere:${model}`),
  named(`jina:${model}`),
  named(`voyage:${model}`, '/voyage'),
  named(`mixedbread:${model}`),
  named('tei:'),
  named(`vllm:${model}`),
  named(`vllm:${model}`, '', { useActivation: false }),
  named(`infinity:${model}`),
  named('llamacpp:'),
  named(`xinference:${model}`),
  ['a URL', () => createReranker({ url: `${server.url}/v1/rerank`, apiKey })],
  ['a URL with texts', () => createReranker({ url: `${server.url}/rerank`, dialect: 'tei', apiKey })],
  ['a URL for pairs', () => createReranker({ url: `${server.url}/score`, dialect: 'vllm-score', model, apiKey })],
]

it.each(clients)('%s gives the scores of the model on this machine', async (_name, make) => {
  await using reranker = make()
  const { results, scale } = await reranker.rerank({ query, documents: passages })
  const ranked = results.map(({ index, score }) => ({ index, score: toUnit(score, scale) }))
  expect(ranked).toEqual(scoresCloseTo(expected))
})

it('gets its answer after a 429', async () => {
  await server.fillUntilRefused()
  await using reranker = createReranker('cohere:held', { baseUrl: server.url, apiKey })
  expect((await reranker.rerank({ query, documents: passages })).results).toHaveLength(passages.length)
  const mine = server.answers.filter(({ agent }) => agent.startsWith('secondpass'))
  expect(mine.map(({ status }) => status)).toEqual([429, 200])
})

it('says what the server said', async () => {
  await using reranker = createReranker('cohere:unknown', { baseUrl: server.url, apiKey })
  await expect(reranker.rerank({ query, documents: passages })).rejects.toMatchObject({
    code: 'model_not_found',
    message: expect.stringContaining(`this server has '${model}'`),
  })
})

/** Services' scores are what they are; this server's are between 0 and 1 unless raw ones were asked for. */
function toUnit(score: RerankResult['score'], scale: ScoreScale): number {
  if (scale === 'logit') return convertScore({ raw: score as number, from: 'logit', to: 'sigmoid' }) as number
  return score as number
}
