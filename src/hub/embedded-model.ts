import { fileURLToPath } from 'node:url'

/** Names of the models that come with the package. */
export const embeddedModels: readonly string[] = ['secondpass-en']

/** The folder of an embedded model; undefined for any other name. */
export function findEmbeddedModel(name: string): string | undefined {
  if (!embeddedModels.includes(name)) return undefined
  // `models/` stands two levels up, in the source tree (src/hub) as in the package (dist/hub).
  return fileURLToPath(new URL(`../../models/${name}`, import.meta.url))
}
