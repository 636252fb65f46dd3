import type { ServeConfig } from './serve-config.ts'

/**
 * A configuration, with the editor's help: for `secondpass.config.ts`, which `secondpass serve` reads.
 *
 * @example
 * ```ts
 * import { defineConfig } from 'secondpass/serve'
 *
 * export default defineConfig({
 *   models: {
 *     small: { model: 'secondpass-en', depth: 200 },
 *     large: { model: 'cohere:rerank-v4.0-pro', fallback: ['small'], budget: { perDay: 5 } },
 *   },
 *   aliases: { 'rerank-v3.5': 'large', '*': 'small' },
 *   cache: { entries: 200_000 },
 * })
 * ```
 */
export function defineConfig(config: ServeConfig): ServeConfig {
  return config
}
