import { z } from 'zod'

/** Cohere's own settings. */
export interface CohereSettings {
  /** The version of the API. Default 2. */
  apiVersion: 1 | 2
  /** Whether the server is a private deployment, whose path has no version in it. Default false. */
  privateDeployment?: boolean | undefined
  /** Documents are cut at so many tokens before they are scored; version 2. Cohere's default is 4,096. */
  maxTokensPerDocument?: number | undefined
  /** Into how many chunks a document is cut at most; version 1. */
  maxChunksPerDocument?: number | undefined
  /** 0 to 999; calls with a high number are dropped first when the service is busy. Version 2. */
  priority?: number | undefined
  /**
   * Asks Rerank 5 for the passages that it finds relevant: at most so many of a document, with at least this score.
   * Cohere's defaults are all, and 0.1. Version 2.
   */
  relevantSpans?: boolean | { maxSpans?: number | undefined; threshold?: number | undefined } | undefined
}

/** Settings that only one version of the API knows; the other would refuse the call. */
const versionOf = {
  maxTokensPerDocument: 2,
  maxChunksPerDocument: 1,
  priority: 2,
  relevantSpans: 2,
} as const

export const cohereSettings: z.ZodType<CohereSettings> = z
  .strictObject({
    apiVersion: z.union([z.literal(1), z.literal(2)]).default(2),
    privateDeployment: z.boolean().optional(),
    maxTokensPerDocument: z.number().int().positive().optional(),
    maxChunksPerDocument: z.number().int().positive().optional(),
    priority: z.number().int().min(0).max(999).optional(),
    relevantSpans: z
      .union([
        z.boolean(),
        z.strictObject({
          maxSpans: z.number().int().positive().optional(),
          threshold: z.number().min(0).max(1).optional(),
        }),
      ])
      .optional(),
  })
  .superRefine((settings, context) => {
    for (const [name, version] of Object.entries(versionOf)) {
      if (settings[name as keyof typeof versionOf] === undefined || settings.apiVersion === version) continue
      context.addIssue({ code: 'custom', path: [name], message: `only version ${version} of the API has it` })
    }
  })
