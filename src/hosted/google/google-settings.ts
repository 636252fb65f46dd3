import { z } from 'zod'

/** Google's own settings. */
export interface GoogleSettings {
  /** The project that is billed. Default: GOOGLE_CLOUD_PROJECT. */
  project?: string | undefined
  /** Default `global`, the only one that the API's page shows; whether others need an address of their own is not verified. */
  location: string
  /** An OAuth token, or a function that gives one for each call. Default: what google-auth-library finds. */
  accessToken?: string | (() => string | Promise<string>) | undefined
  /** Labels that the bill shows. */
  userLabels?: Readonly<Record<string, string>> | undefined
}

/** What may stand in the path of a call. */
const name = z.string().regex(/^[a-z0-9][a-z0-9.:-]*$/i, 'is not the name of a project or a location')

export const googleSettings: z.ZodType<GoogleSettings> = z.strictObject({
  project: name.optional(),
  location: name.default('global'),
  accessToken: z
    .union([z.string().min(1), z.custom<() => string | Promise<string>>((value) => typeof value === 'function')])
    .optional(),
  userLabels: z.record(z.string(), z.string()).optional(),
})
