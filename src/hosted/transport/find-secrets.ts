import type { WireRequest } from '../provider.ts'

/** Headers whose values are nobody's secret. */
const open = new Set(['accept', 'accept-encoding', 'content-type', 'user-agent'])

/** What of a request must never be shown: the values of its headers, without a scheme such as `Bearer`, and of its address. */
export function findSecrets({ url, headers }: WireRequest): string[] {
  const values = Object.entries(headers)
    .filter(([name]) => !open.has(name.toLowerCase()))
    .flatMap(([, value]) => [value, value.replace(/^[\w-]+ +/, '')])
  const { searchParams, username, password } = new URL(url)
  return [...values, ...searchParams.values(), username, password].filter((value) => value !== '')
}
