import { cohereV2 } from './cohere-v2/cohere-v2.ts'
import type { Dialect } from './dialect.ts'

/** Every dialect that the server speaks. On a path that several share, the first that speaks a body's language reads it. */
export const dialects: readonly Dialect[] = [cohereV2]
