import { failureText } from './failure-text.ts'
import type { Recovery, WireFailure } from './provider.ts'

/**
 * How to go on when a server refuses a call for its size: TEI's `batch size 40 > maximum allowed batch size 32`, FastAPI's
 * `List should have at most 2048 items`, or the status 413, which proxies give for too many bytes.
 */
export function recoverBySize({ status, body }: WireFailure): Recovery | undefined {
  if (status !== 400 && status !== 413 && status !== 422) return undefined
  const text = failureText(body)
  const limit = /maximum allowed batch size:? (\d{1,9})\b|\bat most (\d{1,9}) items\b/i.exec(text)
  if (limit) return { maxDocuments: Number(limit[1] ?? limit[2]) }
  // llama.cpp's physical batch is about one long text, which smaller calls do not make shorter.
  return status === 413 || /(?<!physical )\bbatch size\b/i.test(text) ? 'split' : undefined
}
