import { type ModelAlias, modelAliases } from './model-aliases.ts'

/**
 * What is known of a model by its short name.
 *
 * @param name - such as `bge-reranker-v2-m3`.
 * @example
 * ```ts
 * import { findAlias } from 'secondpass'
 *
 * const { repository, licence, window } = findAlias('bge-reranker-v2-m3') ?? {}
 * console.log(repository, licence, window)
 * ```
 */
export function findAlias(name: string): ModelAlias | undefined {
  return Object.hasOwn(modelAliases, name) ? modelAliases[name] : undefined
}
