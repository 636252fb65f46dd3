import PQueue from 'p-queue'
import { priorityWeight, type RerankResponse, withDeadline } from '../../reranker/index.ts'
import type { ServedModel } from '../models/served-model.ts'
import type { ServedDocument, ServedRequest } from './served-request.ts'
import { toRerankRequest } from './to-rerank-request.ts'

const lowestPriority = 999

/**
 * Has a model answer requests that came together: as many at once as it has workers, with no more weight beside others' than
 * one request has. The first failure ends all. A reranker may be anyone's: one that heeds neither signal nor deadline is not
 * waited for, since its request would be held, and its body's room, for good.
 */
export async function answerInTurn({
  requests,
  model,
  dueAt,
  signal,
}: {
  requests: readonly ServedRequest[]
  model: ServedModel
  /** On `performance.now()`'s clock. */
  dueAt: number
  signal: AbortSignal
}): Promise<RerankResponse<ServedDocument>[]> {
  const atOnce = Math.min(requests.length, model.parallelism)
  const failed = new AbortController()
  const either = AbortSignal.any([signal, failed.signal])
  const queue = new PQueue({ concurrency: atOnce })
  try {
    return await queue.addAll(
      requests.map((request) => async () => {
        const asked = toRerankRequest({ request, model })
        const priority = shareOut({ priority: request.priority, among: atOnce })
        const deadline = Math.max(0, dueAt - performance.now())
        return await withDeadline({
          signal: either,
          deadline,
          work: () => model.reranker.rerank({ ...asked, priority, deadline, signal: either }),
        })
      }),
    )
  } finally {
    queue.clear()
    failed.abort()
  }
}

/** The priority of which several have the weight of one. */
function shareOut({ priority, among }: { priority: number; among: number }): number {
  if (among === 1) return priority
  return Math.min(lowestPriority, Math.round(100 * (among / priorityWeight(priority) - 1)))
}
