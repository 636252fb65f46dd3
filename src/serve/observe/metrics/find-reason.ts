import type { ConnectionProblem } from '../../http/answer-bad-connection.ts'
import type { Rejection } from '../../serve-error.ts'

/** Why a request or a connection was turned away. */
export const rejectionReasons: readonly RejectionReason[] = [
  'queue_full',
  'tokens',
  'deadline',
  'too_large',
  'memory',
  'draining',
  'rate',
  'auth',
  'media_type',
  'slow_client',
  'malformed',
  'headers',
  'connections',
]

/** One of {@link rejectionReasons}. */
export type RejectionReason = Rejection | ConnectionProblem | 'media_type'

/** Statuses that stand for a refusal by themselves. */
const reasons: Readonly<Record<number, RejectionReason>> = {
  401: 'auth',
  403: 'auth',
  408: 'slow_client',
  413: 'too_large',
  415: 'media_type',
  431: 'headers',
}

/** Why a request was turned away, where it was. */
export function findReason({
  status,
  rejection,
}: {
  status: number
  rejection?: Rejection
}): RejectionReason | undefined {
  return rejection ?? reasons[status]
}
