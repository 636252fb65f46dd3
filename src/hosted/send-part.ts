import { type ScoringTask, SecondpassError } from '../reranker/index.ts'
import type { ServiceTarget } from './hosted-scorer.ts'
import type { CallContext, Recovery, WireFailure, WireRequest } from './provider.ts'
import type { Answer, Call, Transport } from './transport/transport.ts'

/**
 * Makes one call. A refused one is shown to the provider, which may know another form of it: that is tried, once.
 *
 * @returns The answer; or how the call has to be cut, with the error for when it cannot be.
 */
export async function sendPart({
  target,
  transport,
  task,
  deadlineAt,
  context,
}: {
  target: ServiceTarget
  transport: Transport
  task: ScoringTask
  deadlineAt: number
  context: CallContext<unknown>
}): Promise<Answer | { cut: 'split' | { readonly maxDocuments: number }; error: unknown }> {
  const { provider, model, headers } = target
  let request: WireRequest = await provider.toRequest(context)
  for (let again = true; ; again = false) {
    let failure: WireFailure | undefined
    const judge: Call['judge'] = (seen) => {
      failure = seen
      return { advice: provider.explain?.(seen), final: provider.isFinal?.(seen) }
    }
    try {
      return await transport.send({
        service: provider.name,
        model,
        request: { ...request, headers: { ...request.headers, ...headers } },
        signal: task.signal,
        deadlineAt,
        judge,
      })
    } catch (error) {
      const recovery = findRecovery({ target, error, failure, request, context })
      if (recovery === undefined) throw error
      task.onUsage({ requests: (SecondpassError.isInstance(error) && error.service?.attempts) || 1 })
      if (recovery === 'split' || 'maxDocuments' in recovery) return { cut: recovery, error }
      if (!again) throw error
      request = recovery.request
    }
  }
}

function findRecovery({
  target,
  error,
  failure,
  request,
  context,
}: {
  target: ServiceTarget
  error: unknown
  failure: WireFailure | undefined
  request: WireRequest
  context: CallContext<unknown>
}): Recovery | undefined {
  const status = SecondpassError.isInstance(error) ? error.service?.status : undefined
  // A failure of a try before the last one, such as a 503 before a lost connection, is not what the error is about.
  if (status === undefined) return undefined
  const seen = failure?.status === status ? failure : { status, body: undefined }
  return target.provider.recover?.({ ...seen, request, context })
}
