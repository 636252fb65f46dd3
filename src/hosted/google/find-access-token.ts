import { SecondpassError } from '../../reranker/index.ts'
import { importPeer } from '../import-peer.ts'
import type { GoogleSettings } from './google-settings.ts'

const scopes = ['https://www.googleapis.com/auth/cloud-platform']

/** Finds tokens where Google's tools do, and keeps them as long as they are good; made when it is first needed. */
let finder: Promise<{ getAccessToken(): Promise<string | null | undefined> }> | undefined

/**
 * The token of a call.
 *
 * @throws SecondpassError `unauthorized`, which says what to set; `invalid_request` when a package is missing.
 */
export async function findAccessToken({ accessToken }: GoogleSettings): Promise<string> {
  if (typeof accessToken === 'string') return accessToken
  try {
    const token = await (accessToken ?? findAmbient)()
    if (typeof token === 'string' && token !== '') return token
  } catch (cause) {
    throw SecondpassError.isInstance(cause) ? cause : unauthorized(cause)
  }
  throw unauthorized()
}

async function findAmbient(): Promise<string> {
  finder ??= makeFinder()
  try {
    return (await (await finder).getAccessToken()) ?? ''
  } catch (cause) {
    finder = undefined // So that what is put right in the meantime is found next time.
    throw cause
  }
}

async function makeFinder(): Promise<{ getAccessToken(): Promise<string | null | undefined> }> {
  const { GoogleAuth } = await importPeer({
    name: 'google-auth-library',
    purpose: 'to find the key of Google Vertex AI, unless `settings.accessToken` gives it',
    load: () => import('google-auth-library'),
  })
  return new GoogleAuth({ scopes })
}

function unauthorized(cause?: unknown): SecondpassError {
  const message =
    'Google Vertex AI needs a key. Set the environment variable GOOGLE_APPLICATION_CREDENTIALS, log in with ' +
    '`gcloud auth application-default login`, or pass `settings.accessToken`.'
  return new SecondpassError({ code: 'unauthorized', message, cause })
}
