import { z } from 'zod'

/** A key of AWS. */
export interface AwsCredentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string | undefined
}

/** Bedrock's own settings. */
export interface BedrockSettings {
  /** Default: the region of the model's ARN, else AWS_REGION, else AWS_DEFAULT_REGION. */
  region?: string | undefined
  /**
   * The key, or a function that gives one for each call, such as a credential provider of AWS's SDK. Default:
   * AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN.
   */
  credentials?: AwsCredentials | (() => AwsCredentials | Promise<AwsCredentials>) | undefined
  /** Fields that only this model knows, sent as they are. */
  additionalModelRequestFields?: Readonly<Record<string, unknown>> | undefined
}

export const awsCredentials: z.ZodType<AwsCredentials> = z.object({
  accessKeyId: z.string().min(1),
  secretAccessKey: z.string().min(1),
  sessionToken: z.string().optional(),
})

export const bedrockSettings: z.ZodType<BedrockSettings> = z.strictObject({
  region: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .optional(),
  credentials: z
    .union([
      awsCredentials,
      z.custom<() => AwsCredentials | Promise<AwsCredentials>>((value) => typeof value === 'function'),
    ])
    .optional(),
  additionalModelRequestFields: z.record(z.string(), z.unknown()).optional(),
})
