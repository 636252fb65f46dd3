import { SecondpassError, withDeadline } from '../../reranker/index.ts'
import type { ServedModel } from '../models/served-model.ts'
import { ServeError } from '../serve-error.ts'

/**
 * Waits while a model is being loaded.
 *
 * @throws ServeError 503 when it is not by the deadline; SecondpassError `cancelled`.
 */
export async function waitUntilUsable({
  model: { name, usable },
  dueAt,
  signal,
}: {
  model: ServedModel
  /** On `performance.now()`'s clock. */
  dueAt: number
  signal: AbortSignal
}): Promise<void> {
  try {
    const deadline = Math.max(0, dueAt - performance.now())
    await withDeadline({ signal, deadline, work: () => usable })
  } catch (cause) {
    if (!SecondpassError.isInstance(cause) || cause.code !== 'timeout') throw cause
    const message = `The model '${name}' is still being loaded. Try again soon.`
    throw new ServeError({ code: 'unavailable', status: 503, message, retryAfter: 2, cause })
  }
}
