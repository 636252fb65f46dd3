import { createHash } from 'node:crypto'
import type { ServiceTarget } from './hosted-scorer.ts'

/** A word for all that a service's scores depend on, as far as it can be known: it is hashed, so that it tells no secrets. */
export function fingerprintTarget({
  provider,
  model,
  baseUrl,
  settings,
}: Pick<ServiceTarget, 'model' | 'baseUrl' | 'settings'> & { provider: { readonly name: string } }): string {
  return createHash('sha256')
    .update(JSON.stringify([provider.name, model, baseUrl, settings]))
    .digest('hex')
}
