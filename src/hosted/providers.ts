import { cohere } from './cohere/cohere.ts'
import type { Provider } from './provider.ts'

/** Every service that has a name. */
export const providers: readonly Provider[] = [cohere]
