import type { Dtype } from './select-model-files.ts'

/** How documents longer than the token limit are read: their beginning, or all of it in overlapping chunks. */
export type LongDocuments = 'truncate' | 'chunk'

/** Settings of a local cross-encoder. */
export interface CrossEncoderOptions {
  /**
   * Number format of the weights, for models that come in several. Default: `'int8'` where the processor makes it clearly
   * faster (x86 with VNNI), else `'fp32'`, else what there is.
   */
  readonly dtype?: Dtype | undefined
  /** Worker threads, each with the model in memory: an integer of 1 or more. Default: `os.availableParallelism()`. */
  readonly workers?: number | undefined
  /**
   * Tokens that the model reads of a pair, special tokens included: an integer from 8 to the model's window. Fewer are
   * faster. The query keeps at most half of it. Default: what the model's own description says.
   */
  readonly maxTokens?: number | undefined
  /**
   * `'truncate'` (default) reads a document's beginning. `'chunk'` reads it in windows of the token limit that overlap by
   * an eighth, each with the query; the document's score is its best window's, and `passage` says where that stands.
   */
  readonly longDocuments?: LongDocuments | undefined
  /** The most chunks of one document, an integer of 1 or more; text beyond them is not read. Default 10. */
  readonly maxChunks?: number | undefined
}

/** The settings with nothing left open. */
export interface CrossEncoderSettings {
  readonly workers: number
  readonly maxTokens: number
  readonly longDocuments: LongDocuments
  readonly maxChunks: number
}
