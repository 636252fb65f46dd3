import type { RunningServer, ServeConfig } from '../../serve/index.ts'

/** What an operator at a terminal should know of a server that listens, in lines. */
export function announce({
  server,
  config,
  file,
}: {
  server: Pick<RunningServer, 'url' | 'asksForKeys' | 'models'>
  config: ServeConfig
  /** The configuration's file. */
  file: string | undefined
}): string[] {
  const { aliases = {}, playground = true } = config
  const others = Object.entries(aliases).map(([alias, name]) => `${alias === '*' ? 'any other' : alias} → ${name}`)
  return [
    ...(file === undefined ? [] : [`configuration  ${file}`]),
    `models         ${server.models.map(({ name }) => name).join(', ')}`,
    ...(others.length === 0 ? [] : [`other names    ${others.join(', ')}`]),
    `keys           ${server.asksForKeys ? 'clients must send one' : warnOf(server.url)}`,
    ...(playground ? [`to try it      open ${reachable(server.url)} in a browser`] : []),
  ]
}

function warnOf(url: string): string {
  return isLocal(url)
    ? 'none: all programs of this machine may use it'
    : 'NONE: everyone who reaches this address may use it. Set SECONDPASS_API_KEYS.'
}

function isLocal(url: string): boolean {
  return /^http:\/\/(127\.|localhost|\[::1\])/.test(url)
}

/** A browser cannot go to the address that stands for all. */
function reachable(url: string): string {
  return url.replace(/\/\/(0\.0\.0\.0|\[::\])/, '//127.0.0.1')
}
