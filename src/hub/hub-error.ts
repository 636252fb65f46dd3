import { SecondpassError } from '../reranker/index.ts'
import { TransientError } from './http/transient-error.ts'

/**
 * What a caller of the hub gets to see of a failure. Messages of the file system name paths of the cache, which are nobody's
 * business in a log: they stay in `cause`.
 */
export function toHubError({ error, signal }: { error: unknown; signal?: AbortSignal | undefined }): unknown {
  if (SecondpassError.isInstance(error)) return error
  const wrap = (code: 'cancelled' | 'download_failed' | 'rate_limited', message: string): SecondpassError =>
    new SecondpassError({ code, message, cause: error })
  if (signal?.aborted) return wrap('cancelled', 'The download was cancelled. The next one goes on where it stopped.')
  if (error instanceof TransientError) {
    return new SecondpassError({ code: error.code, message: error.message, cause: error.cause })
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return wrap(
      'download_failed',
      `The disk of the cache is full (${code}). Make room and try again, which goes on where this stopped; or name another folder in HF_HUB_CACHE.`,
    )
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return wrap(
      'download_failed',
      `The cache folder cannot be written to (${code}). Check its owner, or name another folder in HF_HUB_CACHE.`,
    )
  }
  if (code !== undefined && /^E[A-Z]+$/.test(code)) {
    return wrap('download_failed', `A file of the cache could not be read or written (${code}).`)
  }
  return error
}
