import type { HostedOptions } from '../hosted-options.ts'
import { CallFailure } from './call-failure.ts'
import { CallQueue } from './call-queue.ts'
import { CallRun } from './call-run.ts'
import { readLimits } from './read-limits.ts'
import { findServiceState } from './service-state.ts'
import { toCallError } from './to-call-error.ts'
import type { Transport } from './transport.ts'
import { type TransportRules, transportRules } from './transport-rules.ts'
import { withinTime } from './within-time.ts'

/**
 * The calls of one reranker, with its time limits, retries and bounds. What is known of a service's health is shared with
 * all other rerankers of this process that call the same model of it at the same address.
 *
 * @throws SecondpassError `invalid_request` for options out of range.
 */
export function createTransport(options: HostedOptions, rules: TransportRules = transportRules): Transport {
  const limits = readLimits(options)
  const queue = new CallQueue(limits)
  return {
    send: async (call) => {
      const fetch = options.fetch ?? globalThis.fetch
      const run = new CallRun({ call, fetch, limits, rules, state: findServiceState({ fetch, call, rules }) })
      try {
        return await withinTime({
          call,
          work: (signal) => queue.run(() => run.answer(signal), signal),
          late: () => run.late(),
        })
      } catch (failure) {
        if (failure instanceof CallFailure) throw toCallError({ failure, call, attempts: run.attempts })
        throw failure
      }
    },
  }
}
