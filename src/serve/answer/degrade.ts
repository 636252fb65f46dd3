import type { ModelRegistry } from '../models/model-registry.ts'
import { type Asked, type LetIn, letIn } from './let-in.ts'
import { reduceDepth } from './reduce-depth.ts'

/**
 * Has requests that a model refused for lack of time let in for less, by the steps that its configuration names: fewer
 * candidates, then another model. Undefined where neither is possible.
 */
export async function degrade({ models, ...asked }: Asked & { models: ModelRegistry }): Promise<LetIn | undefined> {
  const { minDepth, model: other } = asked.model.degrade
  const shallower = minDepth === undefined ? undefined : await scoreFewer({ ...asked, minDepth })
  if (shallower !== undefined || other === undefined) return shallower
  return await askOther({ ...asked, other: models.find(other) })
}

async function scoreFewer(asked: Asked & { minDepth: number }): Promise<LetIn | undefined> {
  const reduced = await reduceDepth(asked)
  if (reduced === undefined) return undefined
  const { requests, depth } = reduced
  const message = `The server has too much to do to score all candidates; the first ${depth} were scored.`
  const entered = await letInOrNot({ ...asked, requests })
  return entered && { ...entered, degraded: { reason: 'overloaded', message } }
}

/** The other model's own steps are not taken: it answers as it is, or not. */
async function askOther({ other, model, ...asked }: Asked & { other: Asked['model'] }): Promise<LetIn | undefined> {
  if (other.state !== 'ready') return undefined
  const message = `The model '${model.name}' has too much to do; '${other.name}' answered in its place.`
  const entered = await letInOrNot({ ...asked, model: other })
  return entered && { ...entered, degraded: { reason: 'overloaded', message } }
}

async function letInOrNot(asked: Asked): Promise<LetIn | undefined> {
  return await letIn(asked).catch(() => undefined)
}
