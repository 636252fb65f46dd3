import { importPeer } from '../import-peer.ts'
import type { WireRequest } from '../provider.ts'
import type { AwsCredentials } from './bedrock-settings.ts'

/** Signs a call as AWS wants it (Signature Version 4); the text that is signed is the one that is sent. */
export async function signRequest({
  request,
  credentials: { accessKeyId, secretAccessKey, sessionToken },
  region,
}: {
  request: WireRequest
  credentials: AwsCredentials
  region: string
}): Promise<WireRequest> {
  const { AwsV4Signer } = await importPeer({
    name: 'aws4fetch',
    purpose: 'to sign calls of Amazon Bedrock',
    load: () => import('aws4fetch'),
  })
  const signer = new AwsV4Signer({
    method: 'POST',
    url: request.url,
    headers: { ...request.headers },
    body: JSON.stringify(request.body),
    accessKeyId,
    secretAccessKey,
    ...(sessionToken !== undefined && { sessionToken }),
    service: 'bedrock',
    region,
  })
  const { headers } = await signer.sign()
  return { ...request, headers: Object.fromEntries(headers) }
}
