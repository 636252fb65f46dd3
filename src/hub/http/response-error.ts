import { SecondpassError } from '../../reranker/index.ts'
import type { HubResponse } from './send-request.ts'
import { TransientError } from './transient-error.ts'

/**
 * What an answer other than success means. The hub says the reason in `X-Error-Code`; hubs and mirrors that do not are
 * judged by the status alone. Addresses behind redirects carry signatures, so only their host is named.
 */
export function responseError({
  response,
  subject,
  repository,
  revision,
  hasToken,
}: {
  response: HubResponse
  /** What was asked for, such as `config.json of org/name`. */
  subject: string
  repository: string
  revision: string
  hasToken: boolean
}): Error {
  const { status, url, atEndpoint } = response
  const reason = response.headers['x-error-code']
  const token = hasToken
    ? 'The token that was sent (HF_TOKEN) does not give access.'
    : 'Set HF_TOKEN to a token with access.'
  const say = (code: 'model_not_found' | 'unauthorized', message: string): SecondpassError =>
    new SecondpassError({ code, message })
  if (status === 429) {
    return new TransientError({
      code: 'rate_limited',
      message: `${url.host} allows no more requests for now (429). Try again later${hasToken ? '' : ', or set HF_TOKEN, which raises the limit'}.`,
      retryAfter: readRetryAfter(response.headers['retry-after']),
    })
  }
  if (status >= 500 || status === 408) {
    return new TransientError({ message: `${url.host} failed to serve ${subject} (${status}). Try again later.` })
  }
  if (!atEndpoint) {
    // The address that the hub gave for the file has run out; the next try gets a new one.
    return new TransientError({
      message: `${url.host}, to which the hub leads for ${subject}, refuses it (${status}). Try again later.`,
    })
  }
  if (reason === 'GatedRepo') {
    return say(
      'unauthorized',
      `${repository} is gated (${status}): accept its licence at ${new URL(repository, url.origin)}. ${token}`,
    )
  }
  if (reason === 'RevisionNotFound')
    return say('model_not_found', `${repository} has no revision "${revision}" (${status}).`)
  if (reason === 'EntryNotFound') return say('model_not_found', `The hub does not have ${subject} (${status}).`)
  if (reason === 'RepoNotFound' || status === 404) {
    return say(
      'model_not_found',
      `${url.host} has no ${subject} (${status}). Check the name; if the repository is private: ${token}`,
    )
  }
  if (status === 401 || status === 403) {
    return say(
      'unauthorized',
      `${url.host} refuses ${subject} (${status}): the repository does not exist, or is private or gated. ${token} A gated one also needs its licence accepted.`,
    )
  }
  return new SecondpassError({
    code: 'download_failed',
    message: `${url.host} answers with status ${status} for ${subject}.`,
  })
}

function readRetryAfter(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const milliseconds = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now()
  return Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : undefined
}
