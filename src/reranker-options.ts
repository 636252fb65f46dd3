import type { CrossEncoderOptions } from './cross-encoder/index.ts'
import type { PullProgress } from './hub/index.ts'

/** Settings of {@link createReranker}: those of the cross-encoder, and how its model is got where that is on a hub. */
export interface RerankerOptions extends CrossEncoderOptions {
  /** Told how far the download has come, where the model is on a hub and not yet in the cache. */
  readonly onProgress?: ((progress: PullProgress) => void) | undefined
  /** Use a hub's model exactly as the lock file has it, every file's hash checked, or fail. Default false. */
  readonly frozen?: boolean | undefined
  /** The lock file, for `frozen`. Default: `models.lock.json` in the working directory. */
  readonly lockFile?: string | undefined
}
