import { SecondpassError } from '../reranker/index.ts'
import type { Provider } from './provider.ts'

/**
 * The key of a service: the given one, else the first environment variable of its that is set.
 *
 * @throws SecondpassError `unauthorized`, which says which variable to set.
 */
export function findKey({
  provider,
  apiKey,
  baseUrl,
  env = process.env,
}: {
  provider: Provider
  apiKey: string | undefined
  /** The address that is called. */
  baseUrl: string
  env?: Readonly<Record<string, string | undefined>>
}): string | undefined {
  const key = apiKey ?? provider.keyVariables.map((name) => env[name]).find((value) => value)
  const optional = provider.keyOptional === 'elsewhere' ? baseUrl !== provider.baseUrl : provider.keyOptional
  if (key || optional || provider.keyVariables.length === 0) return key || undefined
  throw new SecondpassError({
    code: 'unauthorized',
    message:
      `${provider.title} needs a key. Set the environment variable ${provider.keyVariables.join(' or ')}, or pass \`apiKey\`. ` +
      'Without a key, the model secondpass-en runs on this machine.',
  })
}
