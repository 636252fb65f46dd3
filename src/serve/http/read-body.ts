import { ServeError } from '../serve-error.ts'
import type { HeldBody } from './body-memory.ts'

/** Milliseconds for which the rest of a body that is refused is still taken in. */
const lingering = 1000

/**
 * A request's body, counted while it comes in.
 *
 * A body that is refused is read on for a moment, up to its limit again, and thrown away: most clients read an answer only
 * when they have sent all of theirs, and would see a broken connection in place of the 413.
 *
 * @param limit - Bytes, at most.
 * @param held - Where its bytes are counted beside those of all other bodies.
 * @param signal - Fires when nobody waits for the body any more.
 * @throws ServeError 413; 429 when there are too many bodies; 499 when the client is gone before all of it is there.
 */
export async function readBody({
  request,
  limit,
  held,
  signal,
}: {
  request: Request
  limit: number
  held: HeldBody
  signal: AbortSignal
}): Promise<Uint8Array> {
  const announced = Number(request.headers.get('content-length') ?? 0)
  let refusal = announced > limit ? tooLarge(limit) : undefined
  // Such a client asks before it sends, so that nothing is under way.
  if (refusal !== undefined && request.headers.get('expect') !== null) throw refusal
  const reader = request.body?.getReader()
  if (reader === undefined) return new Uint8Array()
  const stop = (): void => void reader.cancel().catch(() => {})
  signal.addEventListener('abort', stop, { once: true })
  let timer = refusal === undefined ? undefined : setTimeout(stop, lingering)
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      size += read.value.length
      if (size > limit) refusal ??= tooLarge(limit)
      else if (refusal === undefined && !held.add(read.value.length)) refusal = tooMany()
      if (refusal === undefined) chunks.push(read.value)
      else {
        chunks.length = 0
        timer ??= setTimeout(stop, lingering)
      }
      if (size > 2 * limit) break
    }
  } catch (cause) {
    throw incomplete(cause)
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
  }
  if (refusal !== undefined) throw refusal
  if (signal.aborted) throw incomplete(signal.reason)
  return chunks.length === 1 ? (chunks[0] as Uint8Array) : Buffer.concat(chunks)
}

function tooLarge(limit: number): ServeError {
  const message = `The body has more than ${limit} bytes, which this server takes at most. Send fewer or shorter documents.`
  return new ServeError({ code: 'invalid_request', status: 413, message, rejection: 'too_large' })
}

function tooMany(): ServeError {
  const message = 'This server holds as many bytes of requests as it takes at once. Try again in 1 s.'
  return new ServeError({ code: 'overloaded', status: 429, message, retryAfter: 1, rejection: 'memory' })
}

function incomplete(cause: unknown): ServeError {
  return new ServeError({ code: 'cancelled', status: 499, message: 'The body did not come in full.', cause })
}
