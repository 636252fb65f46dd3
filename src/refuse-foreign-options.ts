import type { HostedOptions } from './hosted/index.ts'
import { SecondpassError } from './reranker/index.ts'
import type { RerankerOptions } from './reranker-options.ts'

const localOptions: Record<keyof RerankerOptions, true> = {
  dtype: true,
  workers: true,
  maxTokens: true,
  longDocuments: true,
  maxChunks: true,
  onProgress: true,
  frozen: true,
  lockFile: true,
}
const hostedOptions: Record<keyof HostedOptions, true> = {
  apiKey: true,
  baseUrl: true,
  headers: true,
  fetch: true,
  timeout: true,
  deadline: true,
  retries: true,
  concurrency: true,
  maxQueue: true,
  hedge: true,
  maxResponseBytes: true,
  settings: true,
  price: true,
}

/**
 * Refuses options that the model's kind does not have: ignored in silence, a token limit would not hold.
 *
 * @throws SecondpassError `invalid_request`.
 */
export function refuseForeignOptions({
  model,
  hosted,
  options,
}: {
  model: string
  hosted: boolean
  options: Readonly<Record<string, unknown>>
}): void {
  const foreign = Object.keys(hosted ? localOptions : hostedOptions).find((name) => options[name] !== undefined)
  if (foreign === undefined) return
  throw new SecondpassError({
    code: 'invalid_request',
    message: hosted
      ? `\`${foreign}\` is an option of models on this machine, and ${model} is a service.`
      : `\`${foreign}\` is an option of services, and ${model} runs on this machine.`,
  })
}
