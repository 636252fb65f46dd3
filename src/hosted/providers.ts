import { cohere } from './cohere/cohere.ts'
import { infinity } from './infinity/infinity.ts'
import { llamacpp } from './llamacpp/llamacpp.ts'
import type { Provider } from './provider.ts'
import { tei } from './tei/tei.ts'
import { vllm } from './vllm/vllm.ts'
import { xinference } from './xinference/xinference.ts'

/** Every service that has a name. */
export const providers: readonly Provider[] = [
  // Services
  cohere,
  // Servers of one's own
  infinity,
  llamacpp,
  tei,
  vllm,
  xinference,
]
