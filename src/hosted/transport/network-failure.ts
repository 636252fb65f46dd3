import { CallFailure } from './call-failure.ts'

/**
 * A failure of the network. Of what `fetch` threw, only the code goes on: an error of somebody's own `fetch` may hold the
 * request with its key.
 */
export function networkFailure({ cause, url, status }: { cause: unknown; url: string; status?: number }): CallFailure {
  const code = findCode(cause)
  const { host } = new URL(url)
  const failure = { code: 'unavailable', status } as const
  if (code !== undefined && /CERT|SELF_SIGNED|VERIFY|^ERR_TLS|^ERR_SSL/.test(code)) {
    return new CallFailure({
      ...failure,
      problem: `cannot be trusted: the certificate of ${host} is not valid here, ${code}`,
      advice: 'Behind a proxy with a certificate of its own, name that in NODE_EXTRA_CA_CERTS.',
    })
  }
  return new CallFailure({
    ...failure,
    problem: `is not reached: the connection to ${host} ${status === undefined ? 'failed' : 'broke'}${code === undefined ? '' : `, ${code}`}`,
    advice: 'Check the network and `baseUrl`.',
    transient: true,
  })
}

/** Such as ECONNREFUSED: of the error, or of one that caused it. */
function findCode(error: unknown, depth = 4): string | undefined {
  if (!(error instanceof Error) || depth === 0) return undefined
  if ('code' in error && typeof error.code === 'string' && /^[A-Z][A-Z0-9_]{2,40}$/.test(error.code)) return error.code
  const first = error instanceof AggregateError ? error.errors[0] : undefined
  return findCode(first, depth - 1) ?? findCode(error.cause, depth - 1)
}
