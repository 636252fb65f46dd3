import { SecondpassError } from '../reranker/index.ts'
import type { Provider, WireAnswer } from './provider.ts'

/**
 * Reads a service's answer.
 *
 * @throws SecondpassError `invalid_scores` when it is not what the service documents.
 */
export function readAnswer({
  provider,
  ...rest
}: { provider: Provider } & Parameters<Provider['toAnswer']>[0]): WireAnswer {
  try {
    return provider.toAnswer(rest)
  } catch (cause) {
    if (SecondpassError.isInstance(cause)) throw cause
    // The cause names places of the answer and no contents.
    const message = `${provider.title} answered with something else than its documentation says.`
    throw new SecondpassError({ code: 'invalid_scores', message, cause })
  }
}
