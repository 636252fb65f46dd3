import { availableParallelism } from 'node:os'
import { SecondpassError } from '../reranker/index.ts'
import type { CrossEncoderOptions, CrossEncoderSettings } from './cross-encoder-options.ts'
import type { ModelDescription } from './model-description.ts'

/** Fills in defaults and refuses what the model cannot do. */
export function resolveSettings(
  options: CrossEncoderOptions,
  model: Pick<ModelDescription, 'window' | 'defaultMaxTokens'>,
): CrossEncoderSettings {
  const {
    workers = availableParallelism(),
    maxTokens = model.defaultMaxTokens,
    longDocuments = 'truncate',
    maxChunks = 10,
  } = options
  requireInteger({ name: 'workers', value: workers, from: 1, to: 1024 })
  requireInteger({ name: 'maxTokens', value: maxTokens, from: 8, to: model.window })
  requireInteger({ name: 'maxChunks', value: maxChunks, from: 1, to: 100_000 })
  if (longDocuments !== 'truncate' && longDocuments !== 'chunk')
    refuse("`longDocuments` must be 'truncate' or 'chunk'.")
  return { workers, maxTokens, longDocuments, maxChunks }
}

function requireInteger({ name, value, from, to }: { name: string; value: number; from: number; to: number }): void {
  if (!Number.isSafeInteger(value) || value < from || value > to) {
    refuse(`\`${name}\` is ${String(value)}. It must be an integer from ${from} to ${to}.`)
  }
}

function refuse(message: string): never {
  throw new SecondpassError({ code: 'invalid_request', message })
}
