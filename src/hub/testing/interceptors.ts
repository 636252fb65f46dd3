import type { FakeRequest, Interceptor } from './fake-hub.ts'
import { sha256 } from './fake-hub.ts'

/** Whether a request is for a large file's content. */
export function isFor(request: FakeRequest, content: Buffer): boolean {
  return request.server === 'cdn' && request.path.startsWith(`/${sha256(content)}`)
}

/** The server's tag for a large file, the same with every answer. */
export function tagOf(content: Buffer): string {
  return `"cdn-${sha256(content).slice(0, 8)}"`
}

/** Sends the beginning of a file and breaks the connection; the first `times` times. */
export function breakAfter({
  content,
  bytes,
  times = 1,
}: {
  content: Buffer
  bytes: number
  times?: number
}): Interceptor {
  let left = times
  return (request, response) => {
    if (!isFor(request, content) || left === 0) return false
    left--
    const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
    response.writeHead(start > 0 ? 206 : 200, {
      etag: tagOf(content),
      'content-length': content.length - start,
      ...(start > 0 ? { 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` } : {}),
    })
    response.write(content.subarray(start, start + bytes), () => response.destroy())
    return true
  }
}

/** Sends another file than the one that was asked for, whole. */
export function replace({ content, by }: { content: Buffer; by: Buffer }): Interceptor {
  return (request, response) => {
    if (!isFor(request, content)) return false
    response.writeHead(200, { 'content-length': by.length }).end(by)
    return true
  }
}

/** Answers with a status; the first `times` times. */
export function fail({
  status,
  matches,
  headers = {},
  times = Number.POSITIVE_INFINITY,
}: {
  status: number
  matches: (request: FakeRequest) => boolean
  headers?: Record<string, string>
  times?: number
}): Interceptor {
  let left = times
  return (request, response) => {
    if (!matches(request) || left === 0) return false
    left--
    response.writeHead(status, headers).end()
    return true
  }
}
