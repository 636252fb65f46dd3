import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SecondpassError } from '../../reranker/index.ts'

/**
 * Has a server listen.
 *
 * @returns Its address, such as `http://127.0.0.1:8787`.
 * @throws SecondpassError `unavailable` when the port is taken, `invalid_request` when host or port cannot be listened on.
 */
export async function listen({ server, host, port }: { server: Server; host: string; port: number }): Promise<string> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, host, () => {
        server.off('error', reject)
        resolve()
      })
    })
  } catch (cause) {
    throw explain({ cause: cause as NodeJS.ErrnoException, host, port })
  }
  const bound = server.address() as AddressInfo
  return `http://${host.includes(':') ? `[${host}]` : host}:${bound.port}`
}

function explain({ cause, host, port }: { cause: NodeJS.ErrnoException; host: string; port: number }): SecondpassError {
  if (cause.code === 'EADDRINUSE') {
    const message = `Port ${port} of ${host} is taken by another program. End it, or choose another port; 0 takes a free one.`
    return new SecondpassError({ code: 'unavailable', message, cause })
  }
  const reasons: Readonly<Record<string, string>> = {
    EACCES: 'this user may not listen on that port',
    EADDRNOTAVAIL: 'this machine has no such address',
    ENOTFOUND: 'there is no such host',
  }
  const message = `The server cannot listen on port ${port} of ${host}: ${reasons[cause.code ?? ''] ?? cause.code}.`
  return new SecondpassError({ code: 'invalid_request', message, cause })
}
