import { SecondpassError } from '../../reranker/index.ts'

const arn = /^arn:aws[a-z-]*:bedrock:([a-z0-9-]+):/

/** @throws SecondpassError `invalid_request` when neither settings nor model nor environment name a region. */
export function findRegion({
  region,
  model,
  env = process.env,
}: {
  region: string | undefined
  model: string
  env?: Readonly<Record<string, string | undefined>>
}): string {
  const found = region ?? arn.exec(model)?.[1] ?? (env['AWS_REGION'] || env['AWS_DEFAULT_REGION'])
  if (found && /^[a-z0-9-]+$/.test(found)) return found
  const message =
    'Amazon Bedrock needs a region. Set the environment variable AWS_REGION, or pass `settings.region`, such as "us-west-2".'
  throw new SecondpassError({ code: 'invalid_request', message })
}

/** A model's ARN; a name that is one already is left as it is. */
export function toModelArn({ model, region }: { model: string; region: string }): string {
  return model.startsWith('arn:') ? model : `arn:aws:bedrock:${region}::foundation-model/${model}`
}
