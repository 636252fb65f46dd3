import { SecondpassError } from '../../reranker/index.ts'
import { responseError } from '../http/response-error.ts'
import { type HubResponse, sendRequest } from '../http/send-request.ts'
import { TransientError } from '../http/transient-error.ts'
import type { ResolvedHubSettings } from '../hub-settings.ts'
import { fileAddress } from '../read-repository.ts'
import type { HubFile } from '../repository-listing.ts'
import type { PartialFile } from './partial-file.ts'

/** One request for what is missing of a file. Stops at the first byte that is too much. */
export async function receiveFile({
  partial,
  file,
  repository,
  commit,
  settings,
  signal,
  onBytes,
}: {
  partial: PartialFile
  file: HubFile
  repository: string
  commit: string
  settings: ResolvedHubSettings
  signal?: AbortSignal | undefined
  onBytes: (received: number) => void
}): Promise<void> {
  if (partial.bytes === file.size) return
  const subject = `${file.path} of ${repository}`
  const response = await sendRequest({
    url: fileAddress({ repository, commit, path: file.path, settings }),
    headers: rangeHeaders(partial),
    settings,
    signal,
  })
  try {
    const { status, headers } = response
    if (status === 416) {
      await partial.restart()
      throw new TransientError({ message: `${response.url.host} could not go on with ${subject}.` })
    }
    if (status !== 200 && status !== 206) {
      throw responseError({ response, subject, repository, revision: commit, hasToken: settings.token !== undefined })
    }
    if (status === 200 && partial.bytes > 0) await partial.restart() // The server sends everything.
    const announced = announcedSize(response, partial.bytes)
    if (announced !== undefined && announced !== file.size) throw await wrongSize({ partial, file, subject, announced })
    // A weak tag does not promise the same bytes.
    await partial.setValidator(headers.etag?.startsWith('"') ? headers.etag : undefined)
    for await (const chunk of response.body) {
      if (partial.bytes + chunk.length > file.size) throw await wrongSize({ partial, file, subject, announced: 'more' })
      await partial.append(chunk)
      onBytes(chunk.length)
    }
    if (partial.bytes < file.size) {
      throw new TransientError({ message: `${subject} ended after ${partial.bytes} of ${file.size} bytes.` })
    }
  } finally {
    response.discard()
  }
}

function rangeHeaders({ bytes, validator }: PartialFile): Record<string, string> {
  if (bytes === 0) return {}
  return { range: `bytes=${bytes}-`, ...(validator === undefined ? {} : { 'if-range': validator }) }
}

/** The size of the whole file, as the answer has it. */
function announcedSize({ status, headers }: HubResponse, offset: number): number | undefined {
  if (status === 200) return headers['content-length'] === undefined ? undefined : Number(headers['content-length'])
  const [, start, total] = /^bytes (\d+)-\d+\/(\d+)$/.exec(headers['content-range'] ?? '') ?? []
  if (Number(start) === offset) return Number(total)
  throw new TransientError({ message: 'The server did not go on where it was asked to.' })
}

/** What a server sent that is wrong about the size is no beginning of anything. */
async function wrongSize({
  partial,
  file,
  subject,
  announced,
}: {
  partial: PartialFile
  file: HubFile
  subject: string
  announced: number | 'more'
}): Promise<SecondpassError> {
  await partial.restart()
  return new SecondpassError({
    code: 'download_failed',
    message: `${subject} has the wrong size: it should have ${file.size} bytes, and the server sends ${announced}. Nothing of it is kept; try again later.`,
  })
}
