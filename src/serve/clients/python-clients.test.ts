import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apiKey, type ClientServer, startClientServer } from './testing/client-server.ts'
import { failureCases, failureStatuses } from './testing/failure-cases.ts'
import { passages, query, type Ranked, rankLocally } from './testing/passages.ts'
import { pythonScripts } from './testing/python-scripts.ts'
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

/** Where clients pass the server's words on; of 5xx and 429 some have words of their own. */
const words: Readonly<Record<number, RegExp>> = {
  400: /white space/,
  401: /does not know the key/,
  404: /model not found/,
  413: /maximum allowed batch size 50/,
  422: /expected int/,
}

describe.each(pythonScripts)('$script', ({ script, environment, prefix, errors, hasStatus, retries }) => {
  const statuses = failureStatuses.filter((status) => errors[status] !== undefined)
  const good = (): PythonCall => ({
    url: server.url,
    key: apiKey,
    model: `${prefix}secondpass-en`,
    query,
    documents: passages,
  })
  const failing = (): PythonCall[] =>
    statuses.map((status) => {
      const { apiKey: key, model, topN, headers: _sentByOthers, ...rest } = failureCases[status]
      const { url } = status === 422 || status === 504 ? strict : server
      return { ...rest, url, key, model: prefix + model, ...(topN && { top_n: topN }), retries: 0 }
    })

  // One process, since to load a client takes seconds: all calls are made, and then looked at.
  let refused: PythonOutcome | undefined
  let answered: PythonOutcome | undefined
  let failed: PythonOutcome[]
  let told: number[]
  let best: PythonOutcome | undefined
  beforeAll(async () => {
    const held = { ...good(), model: `${prefix}held` }
    const full = retries
      ? [
          { ...held, retries: 0 },
          { ...held, retries: 3 },
        ]
      : [{ ...held, retries: 0 }]
    await server.fillUntilRefused(full.length)
    const calls = [...full, good(), ...failing()]
    const outcomes = await runPythonClient({ script, environment, calls })
    refused = outcomes[0]
    best = outcomes.at(full.length - 1)
    answered = outcomes[full.length]
    failed = outcomes.slice(full.length + 1)
    told = server.answers.filter(({ agent }) => agent !== 'node').map(({ status }) => status)
  }, 300_000)

  it('gets the scores of the model', () => {
    const { results } = answered as { results: Ranked[] }
    const ranked = results.map(({ index, score }) => ({ index, score }))
    // Pairs are answered in the order in which they were sent.
    const inOrder = script === 'vllm_score.py' ? expected.toSorted((a, b) => a.index - b.index) : expected
    expect(ranked).toEqual(scoresCloseTo(inOrder))
  })

  it('has its errors, by status, with the words of the server', () => {
    const seen = failed.map((outcome, place) => {
      const status = statuses[place] as number
      if (!('error' in outcome)) return { status, answered: outcome.results.length }
      return { status, error: outcome.error, told: outcome.status, words: words[status]?.test(outcome.message) ?? true }
    })
    expect(seen).toEqual(
      statuses.map((status) => ({ status, error: errors[status], told: hasStatus ? status : null, words: true })),
    )
  })

  it('is told when there is too much to do', () => {
    expect(refused).toMatchObject({ error: errors[429], status: hasStatus ? 429 : null })
  })

  it.runIf(retries)('tries again after a 429, and then has its answer', () => {
    expect(told.slice(0, 3)).toEqual([429, 429, 200])
    expect((best as { results: unknown[] }).results).toHaveLength(passages.length)
  })
})
