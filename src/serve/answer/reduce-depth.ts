import type { ServedModel } from '../models/served-model.ts'
import { type Asked, priorityOf, workOf } from './let-in.ts'
import type { ServedRequest } from './served-request.ts'

/** How often work is estimated for another depth. */
const tries = 4
/** The part of the time left that is counted on: some passes until the request is let in. */
const counted = 0.98

/**
 * The same requests with as many candidates as a model would score now, about; undefined where it is fewer than `minDepth`.
 */
export async function reduceDepth({
  requests,
  model,
  dueAt,
  minDepth,
}: Asked & { minDepth: number }): Promise<{ requests: readonly ServedRequest[]; depth: number } | undefined> {
  const full = Math.max(...requests.map((request) => depthOf({ request, model })))
  const cut = (depth: number) =>
    requests.map((request) => ({ ...request, depth: Math.min(depth, depthOf({ request, model })) }))
  const priority = priorityOf(requests)
  let [fitting, tooDeep] = [minDepth - 1, full]
  let [depth, work] = [full, await workOf({ requests, model })]
  for (let left = tries; left > 0 && tooDeep - fitting > 1; left--) {
    const room = model.admission.room({ parts: work.parts, deadline: counted * (dueAt - performance.now()), priority })
    const guess = Math.floor((depth * room) / Math.max(1, work.tokens)) // As if all candidates were alike.
    depth = Math.min(tooDeep - 1, Math.max(fitting + 1, guess))
    work = await workOf({ requests: cut(depth), model })
    if (work.tokens <= room) fitting = depth
    else tooDeep = depth
  }
  return fitting >= minDepth && fitting < full ? { requests: cut(fitting), depth: fitting } : undefined
}

function depthOf({ request, model }: { request: ServedRequest; model: ServedModel }): number {
  return Math.min(request.depth ?? model.depth ?? Infinity, request.documents.length)
}
