import { findAlias } from './find-alias.ts'
import { type HubName, parseHubName } from './parse-hub-name.ts'

/** Whether a name is that of a model on a hub, in full or as an alias. */
export function namesHubModel(name: string): boolean {
  return name.startsWith('hf:') || findAlias(splitAlias(name).alias) !== undefined
}

/**
 * Reads a model's name: `hf:organisation/name`, or an alias; either with `@revision`.
 *
 * @throws SecondpassError `invalid_request` when it is neither.
 */
export function resolveHubName(name: string): HubName {
  const { alias, rest } = splitAlias(name)
  const found = findAlias(alias)
  return parseHubName(found === undefined ? name : `hf:${found.repository}${rest}`)
}

function splitAlias(name: string): { alias: string; rest: string } {
  const at = name.indexOf('@')
  return at < 0 ? { alias: name, rest: '' } : { alias: name.slice(0, at), rest: name.slice(at) }
}
