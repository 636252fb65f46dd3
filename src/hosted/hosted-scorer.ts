import { type Scorer, workOptions } from '../reranker/index.ts'
import type { Price } from './cost/price.ts'
import type { ModelFacts } from './model-facts.ts'
import type { Provider } from './provider.ts'
import { scorePart } from './score-part.ts'
import { ServerLimits } from './server-limits.ts'
import { splitCall } from './split-call.ts'
import { stopTogether } from './stop-together.ts'
import type { Transport } from './transport/transport.ts'

/** What a service is called with, settled when the reranker is made. */
export interface ServiceTarget {
  readonly provider: Provider
  readonly model: string
  readonly facts: Omit<ModelFacts, 'id'>
  readonly baseUrl: string
  /** Throws `unauthorized` where there is none and one is needed. */
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
  const { provider, model } = target
  const scale = provider.scaleOf?.(target.settings) ?? provider.scale
  const applied = provider.applies?.({ model, settings: target.settings }) ?? []
  const limits = new ServerLimits({ target, transport })
  return {
    model: { id: model === '' ? provider.name : `${provider.name}:${model}` },
    rawScale: scale,
    scale,
    ...(provider.coarse && { coarse: true }),
    ignores: workOptions.filter((name) => !applied.includes(name)),
    score: async (task) => {
      const deadlineAt = task.deadlineAt ?? performance.now() + target.deadline
      await limits.learn({ count: task.texts.length, signal: task.signal, deadlineAt })
      const { facts } = limits
      const calls = splitCall({ query: task.query, texts: task.texts, facts })
      if (facts.listwise && calls.length > 1) {
        task.onWarning({
          code: 'split_listwise',
          message: `${model} compares the documents of a call with each other, and takes ${facts.maxDocuments} at once. The scores of ${calls.length} calls were put together.`,
        })
      }
      await stopTogether({
        signal: task.signal,
        work: async (signal) => {
          const options = Object.fromEntries(applied.map((name) => [name, task[name]]))
          const shared = { target, transport, price, limits, task: { ...task, signal }, options, deadlineAt }
          await Promise.all(calls.map((call) => scorePart({ ...shared, ...call })))
        },
      })
    },
  }
}
