/** A hash as clients give it: a flat list (ioredis), a map or an object (node-redis, by protocol). */
export function readHash(hash: unknown): [field: string, value: string][] {
  if (Array.isArray(hash)) {
    const pairs: [string, string][] = []
    for (let place = 0; place + 1 < hash.length; place += 2) pairs.push([String(hash[place]), String(hash[place + 1])])
    return pairs
  }
  const entries = hash instanceof Map ? [...hash] : Object.entries(hash ?? {})
  return entries.map(([field, value]) => [String(field), String(value)])
}
