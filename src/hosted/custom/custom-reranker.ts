import { HostedReranker } from '../hosted-reranker.ts'
import type { CustomOptions } from './custom-options.ts'
import { customProvider } from './custom-provider.ts'

/**
 * A reranker behind any URL.
 *
 * @throws SecondpassError `invalid_request` for bad options.
 */
export function customReranker({
  url,
  dialect,
  model = '',
  maxDocuments,
  coarse,
  ...options
}: CustomOptions): HostedReranker {
  return new HostedReranker({ provider: customProvider({ url, dialect, maxDocuments, coarse }), model, options })
}
