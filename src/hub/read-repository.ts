import { SecondpassError } from '../reranker/index.ts'
import { parseBlobIdentity } from './blob-hash.ts'
import { responseError } from './http/response-error.ts'
import { type HubResponse, sendRequest } from './http/send-request.ts'
import { withRetries } from './http/with-retries.ts'
import type { ResolvedHubSettings } from './hub-settings.ts'
import { type HubFile, type ListedFile, parseRepositoryListing, type RepositoryListing } from './repository-listing.ts'

const largestAnswer = 32 * 1_048_576

interface HubQuestion {
  repository: string
  /** A branch, a tag or a commit. */
  revision: string
  settings: ResolvedHubSettings
  signal?: AbortSignal | undefined
}

/** Asks the hub once which commit a revision is, and which files it has. */
export async function readRepository(question: HubQuestion): Promise<RepositoryListing> {
  const { repository, revision, settings } = question
  const url = new URL(`api/models/${repository}/revision/${encodeURIComponent(revision)}?blobs=true`, settings.endpoint)
  return await ask({
    ...question,
    url,
    subject: `repository ${repository}`,
    read: async (response) => parseRepositoryListing(await readJson(response, repository), repository),
  })
}

/** Completes a file whose size or hash the list lacks, from the headers that the hub answers for the file itself. */
export async function completeFile({
  file,
  ...question
}: HubQuestion & { file: ListedFile; revision: string }): Promise<HubFile> {
  const { path, size, blob } = file
  if (size !== undefined && blob !== undefined) return { path, size, blob }
  const { repository, revision, settings } = question
  return await ask({
    ...question,
    url: fileAddress({ repository, commit: revision, path, settings }),
    method: 'HEAD',
    subject: `${path} of ${repository}`,
    read: async ({ headers }) => {
      const found = parseBlobIdentity(header(headers['x-linked-etag']) ?? headers.etag)
      const length = Number(header(headers['x-linked-size']) ?? headers['content-length'] ?? Number.NaN)
      if (found === undefined || !Number.isSafeInteger(length)) {
        throw new SecondpassError({
          code: 'download_failed',
          message: `The hub does not say which size and hash ${path} of ${repository} has, so it could not be checked. Check HF_ENDPOINT.`,
        })
      }
      return { path, size: length, blob: found }
    },
  })
}

/** Where a file is downloaded from. */
export function fileAddress({
  repository,
  commit,
  path,
  settings,
}: {
  repository: string
  commit: string
  path: string
  settings: ResolvedHubSettings
}): URL {
  const name = path.split('/').map(encodeURIComponent).join('/')
  return new URL(`${repository}/resolve/${commit}/${name}`, settings.endpoint)
}

async function ask<T>({
  url,
  method = 'GET',
  subject,
  read,
  ...question
}: HubQuestion & {
  url: URL
  method?: 'GET' | 'HEAD'
  subject: string
  read: (response: HubResponse) => Promise<T>
}): Promise<T> {
  const { settings, signal } = question
  const attempt = async (): Promise<T> => {
    // For HEAD, a redirect to where the content is kept is the answer: the hub's own headers name size and hash.
    const response = await sendRequest({
      url,
      method,
      follow: method === 'HEAD' ? 'hub' : 'everywhere',
      settings,
      signal,
    })
    try {
      if (response.status < 400) return await read(response)
      throw responseError({ response, subject, ...question, hasToken: settings.token !== undefined })
    } finally {
      response.discard()
    }
  }
  return await withRetries({ attempt, settings, signal })
}

async function readJson(response: HubResponse, repository: string): Promise<unknown> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  const wrong = (what: string, cause?: unknown): SecondpassError =>
    new SecondpassError({
      code: 'download_failed',
      message: `The hub's answer about ${repository} is ${what}. Check HF_ENDPOINT.`,
      cause,
    })
  for await (const chunk of response.body) {
    bytes += chunk.length
    if (bytes > largestAnswer) throw wrong('too long')
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch (cause) {
    throw wrong('not JSON', cause)
  }
}

function header(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}
