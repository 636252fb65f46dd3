/** A model folder that is called otherwise than its own files say, such as a hub's, which is named by a commit. */
export interface NamedModel {
  /** What the reranker is called. */
  readonly id: string
  readonly folder: string
  readonly revision: string
}

/** A model whose folder is not there yet, and is fetched on first use. */
export interface RemoteModel {
  /** What the reranker is called. */
  readonly id: string
  /** Called again at the next use when it failed. The signal fires when the reranker is closed. */
  readonly fetch: (signal: AbortSignal) => Promise<Omit<NamedModel, 'id'>>
}
