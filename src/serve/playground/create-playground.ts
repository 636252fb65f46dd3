import { Hono } from 'hono'
import { readPlaygroundFile } from './read-playground-file.ts'

/** Nothing but the server's own files and answers; and no page may put this one into a frame. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The routes of the page at `/`. */
export function createPlayground(): Hono {
  const script = readPlaygroundFile({ name: 'app.js', type: 'text/javascript' })
  const styles = ['page.css', 'form.css', 'result.css', 'chart.css'].map(
    (name) => [`/playground/${name}`, readPlaygroundFile({ name, type: 'text/css' })] as const,
  )
  const page = readPlaygroundFile({ name: 'index.html', type: 'text/html' })
  const app = new Hono()
  for (const [path, { content, type, etag }] of [['/', page], ['/playground/app.js', script], ...styles] as const) {
    app.get(path, (c) => {
      const headers = {
        'Content-Security-Policy': policy,
        'X-Content-Type-Options': 'nosniff',
        'Referrer-Policy': 'no-referrer',
        'Cache-Control': 'no-cache',
        ETag: etag,
      }
      if (sameEtag(c.req.header('If-None-Match'), etag)) return c.body(null, 304, headers)
      return c.body(content, 200, { ...headers, 'Content-Type': type })
    })
  }
  return app
}

function sameEtag(known: string | undefined, etag: string): boolean {
  return (known ?? '').split(',').some((each) => each.trim().replace(/^W\//, '') === etag)
}
