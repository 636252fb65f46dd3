import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A repository of the fake hub, at one commit. */
export interface FakeRepository {
  commit: string
  revisions: readonly string[]
  files: Record<string, FakeFile>
  /** Who may read it: everyone, those with the hub's token, or nobody, for its licence is not accepted. */
  access?: 'public' | 'private' | 'gated'
}

export interface FakeFile {
  content: Buffer
  /** Kept by the second server, as large files are. */
  large?: boolean
}

/** A request that a server got. */
export interface FakeRequest {
  readonly server: 'hub' | 'cdn'
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
}

/** Answers a request in place of the server, or returns false to let the server do it. */
export type Interceptor = (request: FakeRequest, response: ServerResponse) => boolean

/** A hub on this machine: a server for the hub itself, and one to which it leads for large files. */
export interface FakeHub {
  readonly endpoint: string
  readonly cdn: string
  readonly repositories: Record<string, FakeRepository>
  readonly requests: FakeRequest[]
  intercept: Interceptor | undefined
  /** The only token that opens private repositories. */
  readonly token: string
  close(): Promise<void>
}

export async function startFakeHub({ cdnHost = '127.0.0.1' }: { cdnHost?: string } = {}): Promise<FakeHub> {
  const servers = { hub: createServer(), cdn: createServer() }
  await Promise.all([listen(servers.hub, '127.0.0.1'), listen(servers.cdn, cdnHost)])
  const hub: FakeHub = {
    endpoint: addressOf(servers.hub),
    cdn: addressOf(servers.cdn),
    repositories: {},
    requests: [],
    intercept: undefined,
    token: 'hf_correctToken',
    close: async () => {
      for (const server of Object.values(servers)) {
        server.closeAllConnections()
        server.close()
      }
    },
  }
  for (const server of ['hub', 'cdn'] as const) {
    servers[server].on('request', (message, response) => {
      const path = message.url ?? '/'
      const request: FakeRequest = { server, method: message.method ?? 'GET', path, headers: message.headers }
      hub.requests.push(request)
      if (hub.intercept?.(request, response)) return
      if (server === 'hub') answerAsHub({ hub, request, response })
      else answerAsCdn({ hub, request, response })
    })
  }
  return hub
}

/** Git's name of a small file. */
export function gitHash(content: Buffer): string {
  return createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex')
}

export function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}

interface Answer {
  hub: FakeHub
  request: FakeRequest
  response: ServerResponse
}

function answerAsHub({ hub, request, response }: Answer): void {
  const { pathname } = new URL(request.path, hub.endpoint)
  const [, api, resolve] =
    /^\/api\/models\/(.+?\/.+?)\/(?:revision|tree)\//.exec(pathname) ??
    /^()\/(.+?\/.+?)\/resolve\//.exec(pathname) ??
    []
  const repository = hub.repositories[api || resolve || '']
  const isAuthorized = request.headers.authorization === `Bearer ${hub.token}`
  const [, kind, revision = '', path = ''] = /\/(revision|tree|resolve)\/([^/]+)(?:\/(.*))?$/.exec(pathname) ?? []
  const file = repository?.files[decodeURIComponent(path)]
  const fail = (status: number, code: string): void => {
    response.writeHead(status, { 'x-error-code': code }).end()
  }
  if (repository === undefined) fail(isAuthorized ? 404 : 401, 'RepoNotFound')
  else if (repository.access === 'private' && !isAuthorized) fail(401, 'RepoNotFound')
  else if (repository.access === 'gated') fail(isAuthorized ? 403 : 401, 'GatedRepo')
  else if (![...repository.revisions, repository.commit].includes(decodeURIComponent(revision))) {
    fail(404, 'RevisionNotFound')
  } else if (kind === 'revision') sendJson(response, describeRepository(repository))
  else if (kind === 'tree')
    sendJson(response, describeTree(repository)) // As Python asks.
  else if (file === undefined) fail(404, 'EntryNotFound')
  else sendFile({ hub, request, response, file, commit: repository.commit })
}

function describeRepository({ commit, files }: FakeRepository): unknown {
  const siblings = Object.entries(files).map(([rfilename, { content, large }]) => ({
    rfilename,
    size: content.length,
    blobId: gitHash(large ? Buffer.from(`pointer to ${sha256(content)}`) : content),
    ...(large ? { lfs: { sha256: sha256(content), size: content.length, pointerSize: 134 } } : {}),
  }))
  return { id: 'fake', sha: commit, siblings }
}

function describeTree({ files }: FakeRepository): unknown {
  return Object.entries(files).map(([path, { content, large }]) => ({
    type: 'file',
    path,
    size: content.length,
    oid: gitHash(large ? Buffer.from(`pointer to ${sha256(content)}`) : content),
    ...(large ? { lfs: { oid: sha256(content), size: content.length, pointerSize: 134 } } : {}),
  }))
}

function sendFile({ hub, request, response, file, commit }: Answer & { file: FakeFile; commit: string }): void {
  const { content, large } = file
  if (!large) {
    sendRange({ request, response, content, headers: { etag: `"${gitHash(content)}"`, 'x-repo-commit': commit } })
    return
  }
  const hash = sha256(content)
  response.writeHead(302, {
    location: `${hub.cdn}/${hash}?signature=verySecret`,
    'x-repo-commit': commit,
    'x-linked-etag': `"${hash}"`,
    'x-linked-size': content.length,
    etag: '"of the redirect, of no use"',
  })
  response.end()
}

function answerAsCdn({ hub, request, response }: Answer): void {
  const hash = request.path.slice(1).replace(/\?.*/, '')
  const files = Object.values(hub.repositories).flatMap(({ files }) => Object.values(files))
  const file = files.find(({ content }) => sha256(content) === hash)
  if (file === undefined) response.writeHead(404).end()
  else sendRange({ request, response, content: file.content, headers: { etag: `"cdn-${hash.slice(0, 8)}"` } })
}

function sendRange({
  request,
  response,
  content,
  headers,
}: Pick<Answer, 'request' | 'response'> & { content: Buffer; headers: Record<string, string> }): void {
  const [, start] = /^bytes=(\d+)-$/.exec(request.headers.range ?? '') ?? []
  const condition = request.headers['if-range']
  const isRange = start !== undefined && (condition === undefined || condition === headers['etag'])
  const body = isRange ? content.subarray(Number(start)) : content
  response.writeHead(isRange ? 206 : 200, {
    ...headers,
    'content-length': body.length,
    'accept-ranges': 'bytes',
    ...(isRange ? { 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` } : {}),
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}

async function listen(server: Server, host: string): Promise<void> {
  server.listen(0, host)
  await once(server, 'listening')
}

function addressOf(server: Server): string {
  const { address, port } = server.address() as AddressInfo
  return `http://${address}:${port}`
}
