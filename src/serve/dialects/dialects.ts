import { cohereV1 } from './cohere-v1/cohere-v1.ts'
import { cohereV2 } from './cohere-v2/cohere-v2.ts'
import type { Dialect } from './dialect.ts'
import { mixedbread } from './mixedbread/mixedbread.ts'
import { native } from './native/native.ts'
import { tei } from './tei/tei.ts'
import { vllmScore } from './vllm-score/vllm-score.ts'
import { voyage } from './voyage/voyage.ts'

/**
 * Every dialect that the server speaks. On a path that several share, the first that speaks a body's language reads it,
 * and the first of the path answers what is no body at all.
 */
export const dialects: readonly Dialect[] = [cohereV2, cohereV1, mixedbread, tei, vllmScore, voyage, native]
