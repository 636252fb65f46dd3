import { getPath } from 'hono/utils/url'

/**
 * The path that a request is for. Clients put addresses together carelessly: `http://host:8787/` and `/v1/rerank` become
 * `//v1/rerank` in Python's cohere 4, and `/voyage/v1/rerank` ends with a slash in others.
 */
export function pathOf(request: Request): string {
  const path = getPath(request).replace(/\/{2,}/g, '/')
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path
}
