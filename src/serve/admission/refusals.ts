import { ServeError } from '../serve-error.ts'

/** Too much is to be done already. */
export function refuseForNow({
  rejection,
  seconds,
}: {
  rejection: 'queue_full' | 'tokens' | 'deadline'
  /** Whole ones, after which it may be let in. */
  seconds: number
}): ServeError {
  const why = {
    queue_full: 'as many requests as it takes on',
    tokens: 'as much work as it takes on',
    deadline: 'too much to do to answer by the deadline of this request, or of one that it took on before',
  }[rejection]
  const message = `This server has ${why}. Try again in ${seconds} s.`
  return new ServeError({ code: 'overloaded', status: 429, message, retryAfter: seconds, rejection })
}

/** It would not be done in time if there were nothing else to do. */
export function refuseAsTooSlow({ time, deadline }: { time: number; deadline: number }): ServeError {
  const message = `This request would take about ${inSeconds(time)}, and is due in ${inSeconds(deadline)}. Send fewer or shorter documents, or ask for more time with the header X-Request-Timeout-Ms.`
  return new ServeError({ code: 'invalid_request', status: 413, message, rejection: 'too_large' })
}

/** It is more work than the server ever takes on. */
export function refuseAsTooLarge({ tokens, limit }: { tokens: number; limit: number }): ServeError {
  const message = `This request is work for about ${tokens} tokens, and this server takes on ${limit} at most. Send fewer or shorter documents.`
  return new ServeError({ code: 'invalid_request', status: 413, message, rejection: 'too_large' })
}

function inSeconds(milliseconds: number): string {
  return `${Number((milliseconds / 1000).toPrecision(2))} s`
}
