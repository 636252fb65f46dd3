import type { PythonEnvironment } from '../../../../scripts/python-environment.ts'
import type { FailureStatus } from './failure-cases.ts'

/** A client script, and what a failure looks like to its user. */
export interface PythonScript {
  readonly script: string
  readonly environment: PythonEnvironment
  /** What stands before the names of models. */
  readonly prefix: string
  /** The classes of its errors, by the status that the server answers with; absent where it never sends what is answered so. */
  readonly errors: Readonly<Partial<Record<FailureStatus | 429, string>>>
  /** Whether its errors have the status. */
  readonly hasStatus: boolean
  /** Whether it tries again after a 429. */
  readonly retries: boolean
}

const cohere = {
  400: 'BadRequestError',
  401: 'UnauthorizedError',
  404: 'NotFoundError',
  413: 'ApiError',
  422: 'UnprocessableEntityError',
  429: 'TooManyRequestsError',
  503: 'ServiceUnavailableError',
  504: 'GatewayTimeoutError',
}
const { 422: _noLimit, ...vllmScore } = all('HTTPError')
const clients = { environment: 'clients', prefix: '', hasStatus: true, retries: true } as const

/** The scripts of clients that name the model. */
export const pythonScripts: readonly PythonScript[] = [
  { ...clients, script: 'cohere_v1.py', errors: cohere },
  { ...clients, script: 'cohere_v2.py', errors: cohere },
  { ...clients, script: 'cohere_4.py', environment: 'cohere-4', errors: all('CohereAPIError') },
  {
    ...clients,
    script: 'voyage.py',
    errors: {
      400: 'InvalidRequestError',
      401: 'AuthenticationError',
      404: 'APIError',
      413: 'APIError',
      422: 'MalformedRequestError',
      429: 'RateLimitError',
      503: 'ServiceUnavailableError',
      504: 'ServiceUnavailableError',
    },
  },
  {
    ...clients,
    script: 'lite_llm.py',
    prefix: 'cohere/',
    errors: {
      400: 'BadRequestError',
      401: 'AuthenticationError',
      404: 'NotFoundError',
      413: 'BadRequestError',
      429: 'RateLimitError',
      503: 'ServiceUnavailableError',
      504: 'Timeout',
    },
  },
  { ...clients, script: 'haystack_jina.py', errors: all('RuntimeError'), hasStatus: false, retries: false },
  {
    ...clients,
    script: 'vllm_score.py',
    errors: vllmScore,
    hasStatus: false,
    retries: false,
  },
]

function all(name: string): Record<FailureStatus | 429, string> {
  return { 400: name, 401: name, 404: name, 413: name, 422: name, 429: name, 503: name, 504: name }
}
