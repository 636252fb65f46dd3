import { z } from 'zod'

/** Settings of Cohere's models on Azure. */
export interface AzureSettings {
  /** The version of Cohere's API. Default 2. */
  apiVersion: 1 | 2
  /** The header that carries the key: `Authorization: Bearer`, or `api-key`. Default bearer. */
  auth: 'bearer' | 'api-key'
  /** Documents are cut at so many tokens before they are scored; version 2. */
  maxTokensPerDocument?: number | undefined
}

export const azureSettings: z.ZodType<AzureSettings> = z
  .strictObject({
    apiVersion: z.union([z.literal(1), z.literal(2)]).default(2),
    auth: z.enum(['bearer', 'api-key']).default('bearer'),
    maxTokensPerDocument: z.number().int().positive().optional(),
  })
  .refine(({ apiVersion, maxTokensPerDocument }) => apiVersion === 2 || maxTokensPerDocument === undefined, {
    path: ['maxTokensPerDocument'],
    message: 'only version 2 of the API has it',
  })
