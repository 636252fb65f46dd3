import type { Reranker } from './reranker/index.ts'

/** A reranker that {@link createReranker} made, wherever its model runs. */
export interface ModelReranker extends Reranker, AsyncDisposable {
  /** Makes it ready, so that the first request does not wait: loads the model, where it runs on this machine. */
  load(): Promise<void>
  /** Fails requests under way with the code `closed`, and releases what it holds. */
  close(): Promise<void>
}
