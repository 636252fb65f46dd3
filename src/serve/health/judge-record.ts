import type { RequestRecord } from '../observe/request-record.ts'

/** Failures that say that a model does not work; none that a client brings about alone, or that more time would cure. */
const broken = new Set<string>([
  'unavailable',
  'invalid_scores',
  'constant_scores',
  'unauthorized',
  'invalid_model',
  'model_not_found',
  'offline',
  'download_failed',
])

/** What a request says of the health of its model; undefined where it says nothing. */
export function judgeRecord({ outcome, error, degraded, rejection }: RequestRecord): 'answered' | 'failed' | undefined {
  if (rejection !== undefined) return undefined
  if (outcome === 'ok') return 'answered'
  const code = error?.code ?? degraded
  return code !== undefined && broken.has(code) ? 'failed' : undefined
}
