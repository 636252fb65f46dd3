import type { ScoringTask, WorkOptions } from '../reranker/index.ts'
import { costOf } from './cost/cost-of.ts'
import type { Price } from './cost/price.ts'
import type { ServiceTarget } from './hosted-scorer.ts'
import type { CallContext } from './provider.ts'
import { readAnswer } from './read-answer.ts'
import { sendPart } from './send-part.ts'
import type { ServerLimits } from './server-limits.ts'
import { splitCall } from './split-call.ts'
import type { Transport } from './transport/transport.ts'
import { validateAnswer } from './validate-answer.ts'

/** How often a refused call is cut in smaller ones: 1000 documents come down to 16. */
const mostCuts = 6

/** A part of a task, and all that it takes to score it. */
export interface Part {
  readonly target: ServiceTarget
  readonly transport: Transport
  readonly price: Price | undefined
  readonly limits: ServerLimits
  readonly task: ScoringTask
  /** What the service is told of the task's. */
  readonly options: WorkOptions
  readonly deadlineAt: number
  readonly start: number
  /** Not included. */
  readonly end: number
  readonly cuts?: number
}

/** Scores the texts from `start` to `end` by one call, or by several where the server refuses one of that size. */
export async function scorePart(part: Part): Promise<void> {
  const { target, price, task, options, start, end } = part
  const { provider, model, baseUrl, apiKey, settings } = target
  const texts = task.texts.slice(start, end)
  const context: CallContext<unknown> = { model, query: task.query, texts, baseUrl, apiKey, settings, options }
  const startedAt = performance.now()
  const sent = await sendPart({ ...part, context })
  if ('cut' in sent) return await cutPart({ ...part, ...sent })
  const { body, headers, attempts } = sent
  const answer = readAnswer({ provider, body, headers, context })
  // First of all: an answer that is refused below is billed all the same.
  task.onUsage({
    ...answer.usage,
    ...costOf({ price, usage: answer.usage, query: task.query, texts, facts: target.facts }),
    pairs: texts.length,
    requests: attempts,
    infer: performance.now() - startedAt,
    startedAt,
  })
  const scores = validateAnswer({ answer, count: texts.length, service: provider.title })
  for (const { index, score, spans } of scores) {
    task.onScore(start + index, { raw: score, truncated: false, ...(spans && { spans }) })
  }
  for (const message of answer.warnings ?? []) task.onWarning({ code: 'service', message })
}

async function cutPart({
  cut,
  error,
  ...part
}: Part & { cut: 'split' | { readonly maxDocuments: number }; error: unknown }): Promise<void> {
  const { task, start, end, limits, cuts = 0 } = part
  const maxDocuments = cut === 'split' ? Math.ceil((end - start) / 2) : cut.maxDocuments
  // A server that says it takes as many as it just refused, or none, is not to be asked for ever.
  if (cuts >= mostCuts || maxDocuments < 1 || maxDocuments >= end - start) throw error
  if (cut !== 'split') limits.maxDocuments = maxDocuments
  const texts = task.texts.slice(start, end)
  const calls = splitCall({ query: task.query, texts, facts: { ...limits.facts, maxDocuments } })
  await Promise.all(
    calls.map((call) => scorePart({ ...part, start: start + call.start, end: start + call.end, cuts: cuts + 1 })),
  )
}
