import { type ModelAlias, modelAliases } from './model-aliases.ts'

/**
 * What is known of a model by its short name.
 *
 * @param name - such as `bge-reranker-v2-m3`.
 */
export function findAlias(name: string): ModelAlias | undefined {
  return Object.hasOwn(modelAliases, name) ? modelAliases[name] : undefined
}
