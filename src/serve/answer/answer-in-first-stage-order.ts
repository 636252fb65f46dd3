import { type RerankResponse, rerankWith, SecondpassError } from '../../reranker/index.ts'
import type { ServedModel } from '../models/served-model.ts'
import type { ServedDocument, ServedRequest } from './served-request.ts'
import { toRerankRequest } from './to-rerank-request.ts'

/** Answers at once: documents in the order of the request, without scores, as a reranker does that has failed. */
export async function answerInFirstStageOrder({
  request,
  model,
}: {
  request: ServedRequest
  model: ServedModel
}): Promise<RerankResponse<ServedDocument>> {
  const message = 'The server has too much to do to score; documents are in the order of the request.'
  const scorer = {
    model: { id: model.facts.id },
    rawScale: 'logit',
    scale: 'sigmoid',
    score: async () => {
      throw new SecondpassError({ code: 'overloaded', message })
    },
  } as const
  return await rerankWith(scorer, { ...toRerankRequest({ request, model }), onError: 'passthrough' })
}
