import type { MiddlewareHandler } from 'hono'
import { ServeError } from '../serve-error.ts'
import type { ApiKeys } from './api-keys.ts'

/** Lets requests pass that have one of the keys, wherever clients are used to put it. Stands before all that costs anything. */
export function requireApiKey(keys: ApiKeys): MiddlewareHandler {
  return async (c, next) => {
    if (keys.required) {
      const key = readKey(c.req.raw.headers)
      if (key === undefined || !keys.accept(key)) {
        c.header('WWW-Authenticate', 'Bearer')
        const message =
          key === undefined
            ? 'This server asks for a key: send the header Authorization: Bearer KEY.'
            : 'This server does not know the key. Ask its operator for one.'
        throw new ServeError({ code: 'unauthorized', status: 401, message, rejection: 'auth' })
      }
    }
    await next()
  }
}

/** `Authorization: Bearer KEY` as most clients send it, the bare key there as Mixedbread's, `api-key` as Azure's, `x-api-key` as others. */
function readKey(headers: Headers): string | undefined {
  const authorization = /^(?:bearer +)?(\S+) *$/i.exec(headers.get('authorization') ?? '')?.[1]
  return authorization ?? headers.get('api-key') ?? headers.get('x-api-key') ?? undefined
}
