import type { DegradedReason } from '../../../reranker/index.ts'
import type { Rejection } from '../../serve-error.ts'

/**
 * How severe the end of a request is: `error` for the server's failures, `warn` for what says that it has too much to do or
 * did less than was asked, `info` for the rest, clients' mistakes included.
 */
export function levelOf({
  status,
  rejection,
  degraded,
}: {
  status: number
  rejection?: Rejection
  degraded?: DegradedReason
}): 'info' | 'warn' | 'error' {
  if (status === 429 || status === 504 || rejection === 'draining' || degraded !== undefined) return 'warn'
  return status >= 500 ? 'error' : 'info'
}
