import { CallFailure } from './call-failure.ts'
import { classifyStatus } from './classify-status.ts'
import { networkFailure } from './network-failure.ts'
import { readBody } from './read-body.ts'
import { readRequestId } from './read-request-id.ts'
import { readRetryAfter } from './read-retry-after.ts'
import { readServiceMessage } from './read-service-message.ts'
import type { Answer, Call } from './transport.ts'

/** Of an answer that is an error, no more is read, in bytes, and no longer, in milliseconds: its status says enough. */
const mostOfError = 65_536
const longestOfError = 1_000

/** What one try is made of. */
export interface Exchange {
  readonly fetch: typeof globalThis.fetch
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly headers: Headers
  readonly body: string | undefined
  readonly judge: Call['judge'] | undefined
}

/**
 * One try: a request and its answer, the body included. Redirects are not followed, since the key would be.
 *
 * @throws CallFailure; whatever `fetch` throws once `signal` has fired.
 */
export async function exchange({
  fetch,
  url,
  method,
  headers,
  body,
  judge,
  signal,
  maxResponseBytes,
}: Exchange & { signal: AbortSignal; maxResponseBytes: number }): Promise<Omit<Answer, 'attempts'>> {
  let response: Response | undefined
  try {
    const content = method === 'POST' && body !== undefined && { body }
    response = await fetch(url, { method, headers, ...content, signal, redirect: 'manual' })
    const { status } = response
    const requestId = readRequestId(response.headers)
    if (response.type === 'opaqueredirect' || (status >= 300 && status < 400)) throw await redirected(response)
    if (!response.ok) throw await refused({ response, requestId, judge })
    const { text, complete } = await readBody(response, maxResponseBytes)
    if (!complete) throw tooLarge({ status, requestId, maxResponseBytes })
    return { body: parse({ text, response, requestId }), headers: response.headers, requestId }
  } catch (cause) {
    if (cause instanceof CallFailure || signal.aborted) throw cause
    throw networkFailure({ cause, url, ...(response && { status: response.status }) })
  }
}

async function refused({
  response,
  requestId,
  judge,
}: {
  response: Response
  requestId: string | undefined
  judge: Call['judge'] | undefined
}): Promise<CallFailure> {
  const { status, headers } = response
  const body = readBody(response, mostOfError).catch(() => ({ text: '' }))
  const text = (await within(body, longestOfError))?.text ?? ''
  const retryAfter = readRetryAfter({ headers, status })
  const { advice, final } = judge?.({ status, body: parseLoosely(text) }) ?? {}
  const meaning = {
    ...classifyStatus(status),
    ...(advice !== undefined && { advice }),
    ...(final && { transient: false, counts: false }),
  }
  return new CallFailure({
    ...meaning,
    status,
    requestId,
    retryAfter: meaning.transient ? retryAfter : undefined,
    said: readServiceMessage(text),
  })
}

/** Undefined when `work` takes longer; the end of the try then stops it. */
async function within<T>(work: Promise<T>, milliseconds: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds)
  })
  const first = await Promise.race([work, late])
  clearTimeout(timer)
  return first
}

async function redirected(response: Response): Promise<CallFailure> {
  await response.body?.cancel()
  return new CallFailure({
    code: 'unavailable',
    problem: 'leads to another address, which is not followed so that the key stays here',
    advice: 'Set `baseUrl` to the address where the service really is.',
    status: response.status || undefined,
  })
}

function tooLarge({
  status,
  requestId,
  maxResponseBytes,
}: {
  status: number
  requestId: string | undefined
  maxResponseBytes: number
}): CallFailure {
  return new CallFailure({
    code: 'invalid_scores',
    problem: `answers with more than ${maxResponseBytes} bytes`,
    advice: 'Check `baseUrl`, or raise `maxResponseBytes`.',
    status,
    requestId,
  })
}

function parse({
  text,
  response,
  requestId,
}: {
  text: string
  response: Response
  requestId: string | undefined
}): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not with the error as the cause: it quotes the answer, and an answer may quote documents.
    throw new CallFailure({
      code: 'unavailable',
      problem: `answers with something else than JSON${text === '' ? ', nothing at all' : ''}`,
      advice: 'Check that `baseUrl` leads to the service and not to a web page or a proxy.',
      transient: true,
      status: response.status,
      requestId,
    })
  }
}

function parseLoosely(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
