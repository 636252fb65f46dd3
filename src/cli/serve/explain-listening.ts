import { SecondpassError } from '../../reranker/index.ts'

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'something listens there already. Choose another port with --port (0 takes a free one)',
  EACCES: 'this user may not listen there. Choose a port above 1023 with --port',
  EADDRNOTAVAIL: 'this machine does not have the address. Choose another with --host',
  ENOTFOUND: 'no address of that name is known. Choose another with --host',
}

/** An error of listening in words that say what to do; any other as it is. */
export function explainListening(error: unknown): unknown {
  const { code = '', address, hostname, port } = error as Record<string, string | undefined>
  const reason = reasons[code]
  if (reason === undefined) return error
  const place = [address ?? hostname, port].filter((part) => part !== undefined).join(':')
  return new SecondpassError({ code: 'unavailable', message: `Cannot listen on ${place}: ${reason}.`, cause: error })
}
