import { azure } from './azure/azure.ts'
import { bedrock } from './bedrock/bedrock.ts'
import { cohere } from './cohere/cohere.ts'
import { google } from './google/google.ts'
import { jina } from './jina/jina.ts'
import { mixedbread } from './mixedbread/mixedbread.ts'
import { nvidia } from './nvidia/nvidia.ts'
import { openrouter } from './openrouter/openrouter.ts'
import { pinecone } from './pinecone/pinecone.ts'
import type { Provider } from './provider.ts'
import { together } from './together/together.ts'
import { voyage } from './voyage/voyage.ts'

/** Every service that has a name. */
export const providers: readonly Provider[] = [
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
]
