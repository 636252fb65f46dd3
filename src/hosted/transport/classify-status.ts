import type { ErrorCode } from '../../reranker/index.ts'

/** What a status other than 2xx means. */
export interface StatusMeaning {
  readonly code: ErrorCode
  readonly problem: string
  readonly advice: string
  readonly transient: boolean
  /**
   * Whether it speaks against the service. A 429 does not: a service that limits its callers works, and says when to come
   * back; an open circuit would refuse those calls too that are within the limit.
   */
  readonly counts: boolean
}

const later = 'Try again later.'
const meanings: Readonly<Record<number, readonly [code: ErrorCode, problem: string, advice: string]>> = {
  400: ['invalid_request', 'refuses the call', 'Check the model and its `settings`.'],
  401: ['unauthorized', 'does not accept the key', 'Check the key, and that it belongs to this address.'],
  402: ['over_budget', 'wants to be paid: the balance of the account is used up', 'Top it up, or use another model.'],
  403: ['unauthorized', 'does not allow this with the key', 'Check what the key may do, or take another model.'],
  404: ['model_not_found', 'does not have the model at this address', 'Check the name of the model, and `baseUrl`.'],
  408: ['timeout', 'gave up waiting for the call', later],
  409: ['unavailable', 'reports a conflict', later],
  410: ['model_not_found', 'has the model no more', 'Use another one.'],
  413: ['invalid_request', 'finds the call too large', 'Send fewer or shorter documents.'],
  422: ['invalid_request', 'refuses the call', 'Check the model and its `settings`.'],
  429: ['rate_limited', 'allows no more calls for now', 'Try again later, or lower `concurrency`.'],
  498: ['unavailable', 'does not take the token', 'Ask the service about it.'],
  499: ['unavailable', 'saw the call as cancelled', later],
  501: ['unavailable', 'cannot do this', 'Check the model and `baseUrl`.'],
  503: ['overloaded', 'has too much to do', later],
  504: ['timeout', 'took too long', later],
  529: ['overloaded', 'has too much to do', later],
}

export function classifyStatus(status: number): StatusMeaning {
  const [code, problem, advice] =
    meanings[status] ??
    (status >= 500 ? ['unavailable', 'failed', later] : ['invalid_request', 'refuses the call', 'Check `baseUrl`.'])
  const counts = (status >= 500 && status !== 501) || status === 408
  return { code, problem, advice, transient: counts || status === 409 || status === 429, counts }
}
