import { readFile } from 'node:fs/promises'
import { SecondpassError } from '../../reranker/index.ts'
import { ApiKeys } from './api-keys.ts'

/**
 * The keys of a server: those of its configuration, those of a file (one a line; empty lines and such that begin with `#` do
 * not count), and those of the environment's `SECONDPASS_API_KEYS` (separated by commas).
 *
 * @throws SecondpassError `invalid_request` when the file cannot be read or has none, and for what no header can carry.
 */
export async function readApiKeys({
  apiKeys = [],
  apiKeysFile,
  environment = process.env,
}: {
  apiKeys?: readonly string[] | undefined
  apiKeysFile?: string | undefined
  environment?: Readonly<Record<string, string | undefined>>
}): Promise<ApiKeys> {
  const fromFile = apiKeysFile === undefined ? [] : await readKeyFile(apiKeysFile)
  const keys = [...apiKeys, ...fromFile, ...readVariable(environment['SECONDPASS_API_KEYS'])]
  if (!keys.every((key) => /^[\x21-\x7e]+$/.test(key))) {
    throw invalid('An API key of the server is empty, or has spaces or characters that a header cannot carry.')
  }
  return new ApiKeys(keys)
}

function readVariable(text = ''): string[] {
  if (text === '') return [] // A variable that is empty is not set.
  const keys = text.split(',').map((key) => key.trim())
  const found = keys.filter((key) => key !== '')
  if (found.length > 0) return found
  // As of a template `$A,$B` whose own variables are not set.
  throw invalid('SECONDPASS_API_KEYS is set and has no key, and without any the server would be open to all.')
}

async function readKeyFile(path: string): Promise<string[]> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    throw invalid(`The file of API keys (apiKeysFile) cannot be read: ${code}.`, cause)
  }
  const lines = text.split(/\r?\n/).map((line) => line.trim())
  const keys = lines.filter((line) => line !== '' && !line.startsWith('#'))
  if (keys.length > 0) return keys
  throw invalid('The file of API keys (apiKeysFile) has none, and without any the server would be open to all.')
}

function invalid(message: string, cause?: unknown): SecondpassError {
  return new SecondpassError({ code: 'invalid_request', message, cause })
}
