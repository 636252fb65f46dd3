import type { HostedOptions } from '../hosted-options.ts'
import { readLimits } from './read-limits.ts'
import type { Transport } from './transport.ts'

/**
 * A transport whose code is loaded with the first call: programs that make a reranker and call no service, as those whose
 * models run on this machine, start without it.
 *
 * @throws SecondpassError `invalid_request` for options out of range.
 */
export function lateTransport(options: HostedOptions): Transport {
  readLimits(options)
  let made: Promise<Transport> | undefined
  return {
    send: async (call) => {
      made ??= import('./create-transport.ts').then(({ createTransport }) => createTransport(options))
      return await (await made).send(call)
    },
  }
}
