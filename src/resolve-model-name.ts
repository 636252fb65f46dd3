import { existsSync, statSync } from 'node:fs'
import { type HostedPlace, parseHostedName, serviceNames } from './hosted/index.ts'
import { embeddedModels, findEmbeddedModel, namesHubModel, resolveHubName } from './hub/index.ts'
import { SecondpassError } from './reranker/index.ts'

/** Short names for the message; a test sees to it that they are ones. */
export const someAliases: readonly string[] = [
  'ms-marco-MiniLM-L6-v2',
  'bge-reranker-v2-m3',
  'gte-reranker-modernbert-base',
]

/** Where a model is: in a folder, on a hub under its full name, or behind a service. */
export type ModelPlace = { readonly folder: string } | { readonly hub: string } | { readonly service: HostedPlace }

/**
 * Says what a model's name means: an embedded model; `hf:…`; a service's, such as `cohere:…`; a folder, where there is one of that name; a short name. So a
 * folder goes before a short name, as with Python's `from_pretrained`.
 *
 * @throws SecondpassError `model_not_found`; `invalid_request` for a malformed `hf:…`.
 */
export function resolveModelName(name: string): ModelPlace {
  const embedded = findEmbeddedModel(name)
  if (embedded !== undefined) return { folder: embedded }
  const service = parseHostedName(name)
  if (service !== undefined) return { service }
  if (!name.startsWith('hf:') && existsSync(name) && statSync(name).isDirectory()) return { folder: name }
  if (!namesHubModel(name)) throw notFound(name)
  resolveHubName(name) // Refuses what is malformed.
  return { hub: name }
}

function notFound(name: string): SecondpassError {
  const guess = looksLikeHubName(name) ? ` Did you mean hf:${name}?` : looksLikeAddress(name) ? addressHint : ''
  return new SecondpassError({
    code: 'model_not_found',
    message:
      `There is no model "${name.slice(0, 200)}".${guess} Name an embedded model (${embeddedModels.join(', ')}), ` +
      `the path of a model folder, hf:organisation/name for a model of the Hugging Face hub, or one of the short names ` +
      `such as ${someAliases.join(', ')} (all: secondpass model list --aliases); or a service's model, such as ` +
      `cohere:rerank-v4.0-pro (services: ${serviceNames.join(', ')}).`,
  })
}

const addressHint =
  ' An address is no name: pass { url } in its place, or name what answers there, such as tei:, with the address as `baseUrl`.'

function looksLikeAddress(name: string): boolean {
  return /^https?:\/\//i.test(name)
}

/** `organisation/name`, as the hub's own pages show it. */
function looksLikeHubName(name: string): boolean {
  if (!/^[A-Za-z0-9][^/]*\/[^/]+$/.test(name)) return false
  try {
    resolveHubName(`hf:${name}`)
    return true
  } catch {
    return false
  }
}
