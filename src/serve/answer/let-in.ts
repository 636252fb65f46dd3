import type { DegradedReason } from '../../reranker/index.ts'
import type { Admitted } from '../admission/admission.ts'
import { estimateWork } from '../admission/estimate-work.ts'
import type { ServedModel } from '../models/served-model.ts'
import type { ServedRequest } from './served-request.ts'
import { toRerankRequest } from './to-rerank-request.ts'

/** The requests of a body, let in by a model as one. */
export interface LetIn {
  readonly model: ServedModel
  readonly requests: readonly ServedRequest[]
  readonly admitted: Admitted
  /** What is less than was asked for. */
  readonly degraded?: { readonly reason: DegradedReason; readonly message: string } | undefined
}

/** Requests of one body, and when they are due. */
export interface Asked {
  /** One or more. */
  readonly requests: readonly ServedRequest[]
  readonly model: ServedModel
  /** When the answer is due, on `performance.now()`'s clock. */
  readonly dueAt: number
}

/**
 * Has a model let requests in, all or none.
 *
 * @throws ServeError 429, 413; SecondpassError `invalid_request`.
 */
export async function letIn({ requests, model, dueAt }: Asked): Promise<LetIn> {
  const work = await workOf({ requests, model })
  const deadline = dueAt - performance.now()
  const admitted = model.admission.enter({ ...work, deadline, priority: priorityOf(requests) })
  return { model, requests, admitted }
}

/** The work of requests, all together. */
export async function workOf({ requests, model }: Omit<Asked, 'dueAt'>): Promise<{ tokens: number; parts: number }> {
  const { reranker } = model
  let [tokens, parts] = [0, 0]
  for (const request of requests) {
    const work = await estimateWork({ reranker, request: toRerankRequest({ request, model }) })
    tokens += work.tokens
    parts += work.parts
  }
  return { tokens, parts }
}

/** A body has one priority, whichever dialect it is in. */
export function priorityOf(requests: readonly ServedRequest[]): number {
  return requests[0]?.priority ?? 0
}
