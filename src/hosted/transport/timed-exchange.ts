import { TaskCancelledError, TimeoutStrategy, timeout } from 'cockatiel'
import { CallFailure } from './call-failure.ts'
import { type Exchange, exchange } from './exchange.ts'
import type { Limits } from './read-limits.ts'
import { Stopped } from './stopped.ts'
import type { Answer } from './transport.ts'

/**
 * One try that ends in time, its body included, and leaves nothing open, however it ends.
 *
 * @throws CallFailure; Stopped once `signal` has fired.
 */
export async function timedExchange({
  request,
  limits,
  signal,
}: {
  request: Exchange
  limits: Limits
  signal: AbortSignal
}): Promise<Omit<Answer, 'attempts'>> {
  const { maxResponseBytes } = limits
  // Aggressive: a `fetch` that does not listen to its signal holds nobody up. On return, what was not read is let go.
  const policy = timeout(limits.timeout, { strategy: TimeoutStrategy.Aggressive, abortOnReturn: true })
  try {
    return await policy.execute(async ({ signal: own }) => {
      try {
        return await exchange({ ...request, signal: own, maxResponseBytes })
      } catch (error) {
        throw own.aborted && !(error instanceof CallFailure) ? timedOut(limits.timeout) : error
      }
    }, signal)
  } catch (error) {
    if (signal.aborted) throw new Stopped()
    // By its class: cockatiel's `isTaskCancelledError` looks for another error's mark.
    throw error instanceof TaskCancelledError ? timedOut(limits.timeout) : error
  }
}

function timedOut(milliseconds: number): CallFailure {
  return new CallFailure({
    code: 'timeout',
    problem: `gave no whole answer within ${milliseconds} ms`,
    advice: 'Raise `timeout`, or send fewer documents.',
    transient: true,
  })
}
