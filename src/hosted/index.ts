export type { HostedOptions } from './hosted-options.ts'
export { HostedReranker } from './hosted-reranker.ts'
export { parseHostedName } from './parse-hosted-name.ts'
export { providers } from './providers.ts'
