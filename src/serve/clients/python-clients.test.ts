import { afterAll, beforeAll, expect, it } from 'vitest'
import { apiKey, type ClientServer, startClientServer } from './testing/client-server.ts'
import { failureCases, failureStatuses } from './testing/failure-cases.ts'
import { passages, query, type Ranked, rankLocally } from './testing/passages.ts'
import { type PythonCall, type PythonOutcome, runPythonClient } from './testing/run-python-client.ts'
import { scoresCloseTo } from './testing/scores-close-to.ts'

let server: ClientServer
let strict: ClientServer
let expected: readonly Ranked[]
beforeAll(async () => {
  ;[server, strict, expected] = await Promise.all([
    startClientServer(),
    startClientServer({ strict: true, deadline: 1_000 }),
    rankLocally(),
  ])
  strict.held.hold()
})
afterAll(async () => {
  await Promise.all([server.close(), strict.close()])
})
it('prints', async () => {
  for (const [script, environment, prefix] of [
    ['cohere_4.py', 'cohere-4', ''],
    ['cohere_v1.py', 'clients', ''],
    ['cohere_v2.py', 'clients', ''],
    ['voyage.py', 'clients', ''],
    ['haystack_tei.py', 'clients', ''],
    ['haystack_jina.py', 'clients', ''],
    ['lite_llm.py', 'clients', 'cohere/'],
    ['vllm_score.py', 'clients', ''],
  ] as const) {
    const calls: PythonCall[] = [
      { url: server.url, key: apiKey, model: prefix + 'held', query, documents: passages, retries: 0 },
      { url: server.url, key: apiKey, model: prefix + 'held', query, documents: passages, retries: 2 },
      { url: server.url, key: apiKey, model: prefix + 'secondpass-en', query, documents: passages },
      ...failureStatuses.map((status) => {
        const { apiKey: key, model, topN, headers: _h, ...rest } = failureCases[status]
        return {
          ...rest,
          url: (status === 422 || status === 504 ? strict : server).url,
          key,
          model: prefix + model,
          ...(topN && { top_n: topN }),
          retries: 0,
        }
      }),
    ]
    await server.fillUntilRefused(2)
    const outcomes = await runPythonClient({ script, environment, calls })
    server.held.release()
    console.log(
      script,
      JSON.stringify(
        outcomes.map((o) => ('error' in o ? [o.error, o.status, o.message.slice(0, 300)] : o.results.length)),
        null,
        1,
      ),
      JSON.stringify(server.answers.map((a) => [a.agent, a.path, a.status])),
      strict.answers.map((a) => a.status),
    )
    strict.answers
  }
}, 500_000)
