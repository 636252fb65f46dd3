import type { RerankResponse } from '../../reranker/index.ts'
import type { ModelRegistry } from '../models/model-registry.ts'
import type { ServedModel } from '../models/served-model.ts'
import { ServeError } from '../serve-error.ts'
import { answerInFirstStageOrder } from './answer-in-first-stage-order.ts'
import { answerInTurn } from './answer-in-turn.ts'
import { degrade } from './degrade.ts'
import { type Asked, type LetIn, letIn } from './let-in.ts'
import { refuseCut } from './refuse-cut.ts'
import type { ServedAnswer } from './served-answer.ts'
import type { ServedDocument, ServedRequest } from './served-request.ts'
import { tellCut } from './tell-cut.ts'
import { tellWarnings } from './tell-warnings.ts'
import { waitUntilUsable } from './wait-until-usable.ts'

/**
 * Answers the requests of one body: all are let in by their model, or none. Where it refuses and is told to degrade, they are
 * answered for less, and the answers say so.
 *
 * @throws ServeError, SecondpassError.
 */
export async function answerRequests({
  requests,
  model,
  models,
  deadline,
  signal,
}: {
  requests: readonly ServedRequest[]
  model: ServedModel
  models: ModelRegistry
  /** Milliseconds until the answer is due. */
  deadline: number
  /** Fires when the client is gone, or the server ends. */
  signal: AbortSignal
}): Promise<ServedAnswer[]> {
  const asked: Asked = { requests, model, dueAt: performance.now() + deadline }
  if (deadline <= 0) throw tooLate()
  await waitUntilUsable({ ...asked, signal })
  const entered = await enter({ ...asked, models })
  if (entered !== undefined) return await score({ ...entered, asked, signal })
  const inOrder = requests.map((request) => answerInFirstStageOrder({ request, model }))
  return toAnswers({ requests, model, responses: await Promise.all(inOrder) })
}

function tooLate(): ServeError {
  const message = 'The time of the request was over before it was read.'
  return new ServeError({ code: 'timeout', status: 504, message })
}

/** Undefined where nothing is to be scored, and the first-stage order is to be the answer. */
async function enter({ models, ...asked }: Asked & { models: ModelRegistry }): Promise<LetIn | undefined> {
  try {
    return await letIn(asked)
  } catch (refusal) {
    if (!(refusal instanceof ServeError) || refusal.rejection === undefined) throw refusal
    const less = await degrade({ ...asked, models })
    if (less === undefined && !asked.model.degrade.firstStage) throw refusal
    return less
  }
}

async function score({
  model,
  requests,
  admitted,
  degraded,
  asked,
  signal,
}: LetIn & { asked: Asked; signal: AbortSignal }): Promise<ServedAnswer[]> {
  let read: number | undefined
  try {
    const responses = await answerInTurn({ requests, model, dueAt: asked.dueAt, signal })
    read = readPart(responses)
    return toAnswers({
      requests: asked.requests, // As they came: `requests` may be cut.
      model,
      responses: responses.map((response) => ({ ...response, ...(degraded && { degraded }) })),
    })
  } finally {
    admitted.end(read)
  }
}

function toAnswers({
  requests,
  model,
  responses,
}: {
  requests: readonly ServedRequest[]
  model: ServedModel
  responses: readonly RerankResponse<ServedDocument>[]
}): ServedAnswer[] {
  return responses.map((response, place) => {
    const request = requests[place] as ServedRequest
    refuseCut(request, response)
    const told = tellWarnings({ request, response, depth: model.depth })
    const cut = place === 0 ? tellCut(responses) : []
    return { request, model: model.name, response, warnings: [...request.warnings, ...told, ...cut] }
  })
}

/** The part of the pairs whose scores were not known before. */
function readPart(responses: readonly RerankResponse[]): number {
  const sum = (name: 'pairs' | 'cacheHits') => responses.reduce((total, { usage }) => total + (usage[name] ?? 0), 0)
  const hits = sum('cacheHits')
  return hits === 0 ? 1 : sum('pairs') / (sum('pairs') + hits)
}
