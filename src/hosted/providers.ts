import { azure } from './azure/azure.ts'
import { bedrock } from './bedrock/bedrock.ts'
import { cohere } from './cohere/cohere.ts'
import { google } from './google/google.ts'
import { infinity } from './infinity/infinity.ts'
import { jina } from './jina/jina.ts'
import { llamacpp } from './llamacpp/llamacpp.ts'
import { mixedbread } from './mixedbread/mixedbread.ts'
import { nvidia } from './nvidia/nvidia.ts'
import { openrouter } from './openrouter/openrouter.ts'
import { pinecone } from './pinecone/pinecone.ts'
import type { Provider } from './provider.ts'
import { tei } from './tei/tei.ts'
import { together } from './together/together.ts'
import { vllm } from './vllm/vllm.ts'
import { voyage } from './voyage/voyage.ts'
import { xinference } from './xinference/xinference.ts'

/** Every service that has a name. */
export const providers: readonly Provider[] = [
  // Services
  cohere,
  jina,
  voyage,
  mixedbread,
  together,
  pinecone,
  openrouter,
  azure,
  nvidia,
  bedrock,
  google,
  // Servers of one's own
  infinity,
  llamacpp,
  tei,
  vllm,
  xinference,
]
