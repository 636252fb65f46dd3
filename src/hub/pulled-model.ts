/** A model whose files are in the cache. */
export interface PulledModel {
  /** The folder with the model's files: the snapshot of its commit. */
  readonly folder: string
  readonly repository: string
  /** As it was asked for. */
  readonly revision: string
  /** What it was. */
  readonly commit: string
  /** The files that were selected. `sha256` where it is known. */
  readonly files: readonly { readonly path: string; readonly size: number; readonly sha256?: string }[]
  /** Bytes that came over the network for this; 0 when all were there. */
  readonly downloadedBytes: number
}
