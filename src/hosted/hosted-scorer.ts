import { type Scorer, type ScoringTask, SecondpassError } from '../reranker/index.ts'
import { costOf } from './cost/cost-of.ts'
import type { Price } from './cost/price.ts'
import type { ModelFacts } from './model-facts.ts'
import type { CallContext, Provider, WireAnswer } from './provider.ts'
import { splitCall } from './split-call.ts'
import type { Transport } from './transport/transport.ts'
import { validateAnswer } from './validate-answer.ts'

/** What a service is called with, settled when the reranker is made. */
export interface ServiceTarget {
  readonly provider: Provider
  readonly model: string
  readonly facts: Omit<ModelFacts, 'id'>
  readonly baseUrl: string
  readonly apiKey: string | undefined
  readonly headers: Readonly<Record<string, string>>
  readonly settings: unknown
  /** Milliseconds for requests that have no deadline. */
  readonly deadline: number
}

/** Scores texts through a service: texts → calls of the size that it takes → scores. */
export function createHostedScorer({
  target,
  transport,
  price,
}: {
  target: ServiceTarget
  transport: Transport
  price?: Price | undefined
}): Scorer {
  const { provider, model, facts } = target
  return {
    model: { id: `${provider.name}:${model}` },
    rawScale: provider.scale,
    scale: provider.scale,
    ...(provider.coarse && { coarse: true }),
    score: async (task) => {
      const calls = splitCall({ query: task.query, texts: task.texts, facts })
      if (facts.listwise && calls.length > 1) {
        task.onWarning({
          code: 'split_listwise',
          message: `${model} compares the documents of a call with each other, and takes ${facts.maxDocuments} at once. The scores of ${calls.length} calls were put together.`,
        })
      }
      const deadlineAt = performance.now() + target.deadline
      await Promise.all(calls.map((call) => scorePart({ target, transport, price, task, deadlineAt, ...call })))
    },
  }
}

async function scorePart({
  target,
  transport,
  price,
  task,
  deadlineAt,
  start,
  end,
}: {
  target: ServiceTarget
  transport: Transport
  price: Price | undefined
  task: ScoringTask
  deadlineAt: number
  start: number
  end: number
}): Promise<void> {
  const { provider, model, baseUrl, apiKey, settings } = target
  const texts = task.texts.slice(start, end)
  const context: CallContext<unknown> = { model, query: task.query, texts, baseUrl, apiKey, settings }
  const request = await provider.toRequest(context)
  const startedAt = performance.now()
  const { body, headers, attempts } = await transport.send({
    service: provider.name,
    model,
    request: { ...request, headers: { ...request.headers, ...target.headers } },
    signal: task.signal,
    deadlineAt,
  })
  const answer = readAnswer({ provider, body, headers, context })
  const scores = validateAnswer({ answer, count: texts.length, service: provider.title })
  for (const { index, score, spans } of scores) {
    task.onScore(start + index, { raw: score, truncated: false, ...(spans && { spans }) })
  }
  for (const message of answer.warnings ?? []) task.onWarning({ code: 'service', message })
  task.onUsage({
    ...answer.usage,
    ...costOf({ price, usage: answer.usage, query: task.query, texts, facts: target.facts }),
    pairs: texts.length,
    requests: attempts,
    infer: performance.now() - startedAt,
    startedAt,
  })
}

function readAnswer({ provider, ...rest }: { provider: Provider } & Parameters<Provider['toAnswer']>[0]): WireAnswer {
  try {
    return provider.toAnswer(rest)
  } catch (cause) {
    if (SecondpassError.isInstance(cause)) throw cause
    // The cause names places of the answer and no contents.
    const message = `${provider.title} answered with something else than its documentation says.`
    throw new SecondpassError({ code: 'invalid_scores', message, cause })
  }
}
