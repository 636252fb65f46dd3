import {
  type Document,
  type RerankRequest,
  type RerankResponse,
  rerankWith,
  type SecondpassError,
} from '../reranker/index.ts'

/**
 * The answer to a request that no reranker was asked, because of `failure`: the first-stage order where the request's
 * `onError` wants it, else the failure is thrown.
 */
export async function refusedAnswer<D extends Document>({
  id,
  request,
  failure,
}: {
  id: string
  request: RerankRequest<D>
  failure: SecondpassError
}): Promise<RerankResponse<D>> {
  const scale = request.threshold?.scale ?? 'provider'
  const score = async () => {
    throw failure
  }
  // The failure is known already: neither signal nor deadline is to come before it.
  return await rerankWith(
    { model: { id }, rawScale: scale, scale, score },
    { ...request, signal: undefined, deadline: undefined },
  )
}
