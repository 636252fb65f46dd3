import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { spoilAnswer } from './spoil-answer.ts'

/** What a behaviour has to do with. */
export interface Exchange {
  readonly response: ServerResponse
  /** The good answer to the request. */
  readonly answer: unknown
  /** Another host's address. */
  readonly elsewhere: string
}

type Fault = (exchange: Exchange) => void

/** Answers with a status, a body in the shape of an error, and headers. */
function status(code: number, headers: () => Record<string, string> = () => ({})): Fault {
  return ({ response }) => send({ response, code, body: { message: `status ${code}` }, headers: headers() })
}

function send({
  response,
  code = 200,
  body,
  headers = {},
}: {
  response: ServerResponse
  code?: number
  body: unknown
  headers?: Record<string, string>
}): void {
  response.writeHead(code, { 'content-type': 'application/json', 'x-request-id': 'request-1', ...headers })
  response.end(typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body))
}

/** The name of a behaviour: what happens, or the status of the answer. */
export type FaultName =
  | 'ok'
  | 'ok-slow'
  | 'ok-gzip'
  | 'reset-headers'
  | 'reset-body'
  | 'cut-body'
  | 'stalled-headers'
  | 'stalled-body'
  | 'slow-drip'
  | 'html'
  | 'empty'
  | 'error-json'
  | 'wrong-count'
  | 'duplicate-index'
  | 'null-score'
  | 'large-body'
  | 'large-gzip'
  | 'redirect'
  | 400
  | 401
  | '401-stalled'
  | 402
  | 403
  | 404
  | 408
  | 409
  | 413
  | 418
  | 422
  | 429
  | '429-ms'
  | '429-seconds'
  | '429-hour'
  | '429-date'
  | '429-reset'
  | 498
  | 499
  | 500
  | '500-slow'
  | 501
  | 503
  | 504
  | 529

/** Ways in which a service behaves, by name. The stalled ones leave the answer open until the client hangs up. */
export const faults: Readonly<Record<FaultName, Fault>> = {
  ok: ({ response, answer }) => send({ response, body: answer }),
  'ok-slow': ({ response, answer }) => void setTimeout(() => send({ response, body: answer }), 1_000),
  'ok-gzip': ({ response, answer }) =>
    send({ response, body: gzipSync(JSON.stringify(answer)), headers: { 'content-encoding': 'gzip' } }),
  'reset-headers': ({ response }) => {
    response.socket?.write('HTTP/1.1 200 OK\r\ncontent-ty')
    response.socket?.resetAndDestroy()
  },
  'reset-body': ({ response }) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
    response.write('{"results":', () => setTimeout(() => response.socket?.resetAndDestroy(), 5))
  },
  'cut-body': ({ response }) => send({ response, body: '{"results": [{"ind' }),
  'stalled-headers': () => {},
  'stalled-body': ({ response }) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.write('{"results":')
  },
  'slow-drip': ({ response }) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    const timer = setInterval(() => response.write(' '), 5)
    response.on('close', () => clearInterval(timer))
  },
  html: ({ response }) =>
    send({ response, body: '<html><title>Welcome</title></html>', headers: { 'content-type': 'text/html' } }),
  empty: ({ response }) => send({ response, body: '' }),
  'error-json': ({ response }) => send({ response, body: { error: 'the model is not loaded', error_type: 'backend' } }),
  'wrong-count': ({ response, answer }) => send({ response, body: spoilAnswer(answer, 'wrong-count') }),
  'duplicate-index': ({ response, answer }) => send({ response, body: spoilAnswer(answer, 'duplicate-index') }),
  'null-score': ({ response, answer }) => send({ response, body: spoilAnswer(answer, 'null-score') }),
  'large-body': ({ response }) => send({ response, body: `"${'x'.repeat(10_000_000)}"` }),
  'large-gzip': ({ response }) =>
    send({ response, body: gzipSync(`"${'x'.repeat(10_000_000)}"`), headers: { 'content-encoding': 'gzip' } }),
  redirect: ({ response, elsewhere }) => send({ response, code: 307, body: '', headers: { location: elsewhere } }),
  400: status(400),
  401: status(401),
  '401-stalled': ({ response }) => {
    response.writeHead(401, { 'content-type': 'application/json' })
    response.write('{"message":')
  },
  402: status(402),
  403: status(403),
  404: status(404),
  408: status(408),
  409: status(409),
  413: status(413),
  418: status(418),
  422: status(422),
  429: status(429),
  '429-ms': status(429, () => ({ 'retry-after-ms': '30', 'retry-after': '3600' })),
  '429-seconds': status(429, () => ({ 'retry-after': '1' })),
  '429-hour': status(429, () => ({ 'retry-after': '3600' })),
  '429-date': status(429, () => ({ 'retry-after': new Date(Date.now() + 1_500).toUTCString() })),
  '429-reset': status(429, () => ({ 'x-ratelimit-reset': `${Date.now() / 1000 + 0.2}` })),
  498: status(498),
  499: status(499),
  500: status(500),
  '500-slow': (exchange) => void setTimeout(() => faults[500](exchange), 300),
  501: status(501),
  503: status(503),
  504: status(504),
  529: status(529),
}
