import { SecondpassError } from '../../reranker/index.ts'
import { type AwsCredentials, awsCredentials, type BedrockSettings } from './bedrock-settings.ts'

/**
 * The key to sign a call with.
 *
 * @throws SecondpassError `unauthorized`, which says which variables to set.
 */
export async function findCredentials({
  settings: { credentials },
  env = process.env,
}: {
  settings: BedrockSettings
  env?: Readonly<Record<string, string | undefined>>
}): Promise<AwsCredentials> {
  if (typeof credentials === 'object') return credentials
  if (credentials !== undefined) return await ask(credentials)
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: token } = env
  if (accessKeyId && secretAccessKey) return { accessKeyId, secretAccessKey, ...(token && { sessionToken: token }) }
  throw unauthorized(
    'Amazon Bedrock needs a key. Set the environment variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or pass ' +
      '`settings.credentials`, such as a credential provider of AWS.',
  )
}

async function ask(give: () => AwsCredentials | Promise<AwsCredentials>): Promise<AwsCredentials> {
  try {
    return awsCredentials.parse(await give())
  } catch (cause) {
    throw unauthorized('`settings.credentials` of Amazon Bedrock gave no key.', cause)
  }
}

function unauthorized(message: string, cause?: unknown): SecondpassError {
  return new SecondpassError({ code: 'unauthorized', message, cause })
}
