import { SecondpassError } from '../../reranker/index.ts'
import type { CallFailure } from './call-failure.ts'
import { findSecrets } from './find-secrets.ts'
import { redact } from './redact.ts'
import { sharesText } from './shares-text.ts'
import type { Call } from './transport.ts'

/** The most characters of a service's own words that are shown. */
const most = 300

/**
 * The error that a caller sees: what was wrong, where, in the service's words, and what to do. Those words are shown without
 * anything that is or may be a key, and not at all when they repeat the request's texts.
 */
export function toCallError({
  failure,
  call,
  attempts,
}: {
  failure: CallFailure
  call: Call
  attempts: number
}): SecondpassError {
  const { code, problem, advice, status, retryable, retryAfter } = failure
  const secrets = findSecrets(call.request)
  const said = failure.said === undefined ? undefined : clean({ said: failure.said, call, secrets })
  const requestId = failure.requestId === undefined ? undefined : redact(failure.requestId, secrets)
  const wait = retryAfter === undefined ? '' : ` It asks to wait ${Math.ceil(retryAfter / 100) / 10} s.`
  const facts = [status, attempts > 1 ? `after ${attempts} tries` : undefined].filter((fact) => fact !== undefined)
  return new SecondpassError({
    code,
    message: `${call.service} ${problem}${facts.length > 0 ? ` (${facts.join(', ')})` : ''}${said ? `: "${said}"` : ''}.${status === undefined ? '' : wait} ${advice}`,
    service: {
      service: call.service,
      ...(status !== undefined && { status }),
      ...(requestId !== undefined && requestId === failure.requestId && { requestId }),
      retryable,
      ...(retryAfter !== undefined && { retryAfter }),
      attempts,
    },
  })
}

function clean({ said, call, secrets }: { said: string; call: Call; secrets: readonly string[] }): string | undefined {
  const plain = said
    .slice(0, 4_000) // More is not looked through; of this, keys and texts are found before it is cut.
    .replace(/[\p{C}\p{Z}\s]+/gu, ' ')
    .trim()
  if (sharesText(plain, textsOf(call.request.body, call.model))) return undefined
  const safe = redact(plain, secrets).replace(/[.\s]+$/, '')
  return safe.length <= most ? safe : `${safe.slice(0, most - 1).toWellFormed()}…`
}

/** All texts of a request's body but the model's name, which an error may well say. */
function textsOf(value: unknown, model: string): string[] {
  if (typeof value === 'string') return value === model ? [] : [value.replace(/[\p{C}\p{Z}\s]+/gu, ' ')]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap((inner) => textsOf(inner, model))
}
