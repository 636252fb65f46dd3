import {
  type Document,
  onAbort,
  type Reranker,
  type RerankRequest,
  type RerankResponse,
  SecondpassError,
} from '../reranker/index.ts'

/**
 * Milliseconds after its time in which an answer is still waited for. Rerankers that keep to a deadline come a little late, with
 * what was scored by then.
 */
const grace = 250

/**
 * Asks a reranker, and gives up on one that heeds neither the request's deadline nor its signal: it may be anyone's.
 *
 * @throws SecondpassError what the reranker throws; `timeout` and `cancelled` when it is given up.
 */
export async function askInTime<D extends Document>({
  reranker,
  request,
}: {
  reranker: Reranker
  request: RerankRequest<D>
}): Promise<RerankResponse<D>> {
  const { id } = reranker
  const { deadline, signal } = request
  const timers: NodeJS.Timeout[] = []
  let leave = (): void => {}
  const answer = reranker.rerank(request)
  const givenUp = new Promise<never>((_, reject) => {
    const giveUpIn = (time: number, failure: ConstructorParameters<typeof SecondpassError>[0]): void => {
      // A timer takes at most 2^31 − 1 ms.
      if (time < 2 ** 31) timers.push(setTimeout(() => reject(new SecondpassError(failure)), time))
    }
    if (deadline !== undefined && deadline >= 0) {
      const message = `${id} did not answer in ${deadline} ms, nor ${grace} ms after.`
      giveUpIn(deadline + grace, { code: 'timeout', message })
    }
    if (typeof signal?.addEventListener !== 'function') return // What is no signal is the reranker's to refuse.
    leave = onAbort(signal, () => {
      const message = 'The request was cancelled by its signal.'
      giveUpIn(grace, { code: 'cancelled', message, cause: signal.reason })
    })
  })
  try {
    return await Promise.race([answer, givenUp])
  } finally {
    for (const timer of timers) clearTimeout(timer)
    leave()
  }
}
