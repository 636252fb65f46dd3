import type { TransportRules } from './transport-rules.ts'

/**
 * Milliseconds to wait before a retry: random up to a bound that doubles ("full jitter"), so that callers who failed at
 * the same moment do not return at the same moment; or what the service asks for, and a little more for the same reason.
 */
export function planPause({
  retry,
  retryAfter,
  rules: { baseDelay, maxDelay },
  random = Math.random,
}: {
  /** 1 for the first. */
  retry: number
  retryAfter: number | undefined
  rules: Pick<TransportRules, 'baseDelay' | 'maxDelay'>
  random?: () => number
}): number {
  if (retryAfter !== undefined) return retryAfter + random() * baseDelay
  return random() * Math.min(maxDelay, baseDelay * 2 ** (retry - 1))
}
