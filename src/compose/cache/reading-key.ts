import type { WorkOption, WorkOptions } from '../../reranker/index.ts'

/**
 * What a key needs beside the reranker's fingerprint: the request's options that change scores, unless the reranker
 * ignores them. Empty where there are none, so that keys of ordinary requests stay as they are.
 */
export function readingKey({ options, ignores }: { options: WorkOptions; ignores: readonly WorkOption[] }): string {
  const names = (['maxDocumentTokens', 'maxChunks'] as const).filter(
    (name) => options[name] !== undefined && !ignores.includes(name),
  )
  return names.map((name) => ` ${name}=${options[name]}`).join('')
}
