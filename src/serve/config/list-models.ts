import type { ModelConfig, ServeConfig } from './serve-config.ts'

/** The models of a configuration by their names, in one form. Without any, the embedded one. */
export function listModels({ models = { 'secondpass-en': 'secondpass-en' } }: ServeConfig): Map<string, ModelConfig> {
  return new Map(Object.entries(models).map(([name, model]) => [name, typeof model === 'string' ? { model } : model]))
}
