import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { SecondpassError } from '../reranker/index.ts'
import { type HubSystem, hubSystem } from './hub-system.ts'

/** How to reach the hub and where to keep its files. What is left out comes from the environment, as Python reads it. */
export interface HubSettings {
  /** Address of the hub. Default: `HF_ENDPOINT`, else https://huggingface.co. */
  readonly endpoint?: string | undefined
  /** Access token; false for none. Default: `HF_TOKEN`, else the file that `hf auth login` wrote. Only the hub gets it. */
  readonly token?: string | false | undefined
  /** Folder of the cache. Default: `HF_HUB_CACHE`, else `hub` in `HF_HOME`, else ~/.cache/huggingface/hub. */
  readonly cacheFolder?: string | undefined
  /** No network at all. Default: `HF_HUB_OFFLINE`. */
  readonly offline?: boolean | undefined
  /** The largest file that is downloaded, in bytes (default 20 GB). */
  readonly maxFileBytes?: number | undefined
  /** The most that one model may need, in bytes (default 40 GB). */
  readonly maxTotalBytes?: number | undefined
  /** Milliseconds without a byte after which a connection counts as broken (default 30 seconds). */
  readonly stallTimeout?: number | undefined
  /** Milliseconds to wait for another process that downloads the same file (default 30 minutes). */
  readonly lockTimeout?: number | undefined
  /** How often to try again after a passing failure, as long as nothing arrives in between (default 4). */
  readonly retries?: number | undefined
  /** Milliseconds before the first such try; doubles each time (default 500). */
  readonly retryDelay?: number | undefined
  /** Default: `process.env`. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined
  /** @internal For tests. */
  readonly system?: Partial<HubSystem> | undefined
}

type Complete<T> = { readonly [name in keyof T]-?: NonNullable<T[name]> }

/** {@link HubSettings} with nothing left out. Holds the token: never to be printed. */
export interface ResolvedHubSettings extends Complete<Omit<HubSettings, 'environment' | 'endpoint' | 'token'>> {
  readonly endpoint: URL
  readonly token: string | undefined
  readonly system: HubSystem
}

const yes = new Set(['1', 'ON', 'YES', 'TRUE'])

/** Completes settings from the environment. */
export function resolveHubSettings(settings: HubSettings = {}): ResolvedHubSettings {
  const environment = settings.environment ?? process.env
  const home = (value: string): string => expand(value, environment)
  const homeFolder = environment['HF_HOME'] ?? join(environment['XDG_CACHE_HOME'] ?? '~/.cache', 'huggingface')
  const cacheFolder = environment['HF_HUB_CACHE'] ?? environment['HUGGINGFACE_HUB_CACHE'] ?? join(homeFolder, 'hub')
  const offline = environment['HF_HUB_OFFLINE'] || environment['TRANSFORMERS_OFFLINE'] || ''
  return {
    endpoint: parseEndpoint(settings.endpoint ?? environment['HF_ENDPOINT'] ?? 'https://huggingface.co'),
    token:
      settings.token === false ? undefined : checkToken(settings.token ?? findToken(environment, home(homeFolder))),
    cacheFolder: resolve(settings.cacheFolder ?? home(cacheFolder)),
    offline: settings.offline ?? yes.has(offline.toUpperCase()),
    maxFileBytes: settings.maxFileBytes ?? 20e9,
    maxTotalBytes: settings.maxTotalBytes ?? 40e9,
    stallTimeout: settings.stallTimeout ?? 30_000,
    lockTimeout: settings.lockTimeout ?? 30 * 60_000,
    retries: settings.retries ?? 4,
    retryDelay: settings.retryDelay ?? 500,
    system: { ...hubSystem, ...settings.system },
  }
}

function parseEndpoint(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '') {
    throw invalid('The address of the hub (HF_ENDPOINT) must be an http or https URL without a user name.')
  }
  url.pathname = url.pathname.replace(/\/*$/, '/') // So that relative addresses go below it.
  url.search = ''
  url.hash = ''
  return url
}

function findToken(environment: NonNullable<HubSettings['environment']>, homeFolder: string): string | undefined {
  const token = environment['HF_TOKEN'] ?? environment['HUGGING_FACE_HUB_TOKEN']
  if (token !== undefined) return token
  try {
    return readFileSync(expand(environment['HF_TOKEN_PATH'] ?? join(homeFolder, 'token'), environment), 'utf8')
  } catch {
    return undefined
  }
}

function checkToken(text: string | undefined): string | undefined {
  const token = text?.trim()
  if (token === undefined || token === '') return undefined
  if (!/^[\x21-\x7e]+$/.test(token)) throw invalid('The token (HF_TOKEN) holds characters that no token has.')
  return token
}

/** `~` and variables in a path, as Python expands them. */
function expand(path: string, environment: NonNullable<HubSettings['environment']>): string {
  return path
    .replace(/^~(?=$|[\\/])/, () => homedir())
    .replace(/\$(?:(\w+)|\{(\w+)\})/g, (match, plain, braced) => environment[plain ?? braced] ?? match)
}

function invalid(message: string): SecondpassError {
  return new SecondpassError({ code: 'invalid_request', message })
}
