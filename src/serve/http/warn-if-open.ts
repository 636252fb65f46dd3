/**
 * Warns of a server that machines other than this one can reach, and that asks for no key.
 *
 * @param warn - Hears of it.
 */
export function warnIfOpen({
  host,
  keys,
  warn,
}: {
  host: string
  keys: boolean
  warn: (message: string) => void
}): void {
  if (keys || isLoopback(host)) return
  warn(
    `Everyone who reaches ${host} can use this server, at its operator's cost: it listens beyond this machine and asks for no key. ` +
      'Set SECONDPASS_API_KEYS, apiKeys or apiKeysFile, or listen on 127.0.0.1.',
  )
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d+){3}$/.test(host)
}
