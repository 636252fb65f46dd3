import type { ScoreScale } from '../reranker/index.ts'

/** One ONNX graph of a model; a model's graphs run in sequence. */
export interface ModelStage {
  /** Absolute path of the graph's file. */
  readonly file: string
}

/** All that is known of a model before its graphs are loaded. Plain data, so that it can be sent to a worker. */
export interface ModelDescription {
  readonly id: string
  readonly revision?: string
  /** Absolute path of the folder. */
  readonly folder: string
  readonly stages: readonly ModelStage[]
  /** The most tokens that the model reads at once, special tokens included. */
  readonly window: number
  /** The token limit where the user names none. */
  readonly defaultMaxTokens: number
  /** The scale that the model's configuration asks for: its logit as it is, or through a sigmoid. */
  readonly scale: Extract<ScoreScale, 'logit' | 'sigmoid'>
}
