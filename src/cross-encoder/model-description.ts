import type { ScoreScale } from '../reranker/index.ts'
import type { PromptDescription } from './rerank-prompt.ts'
import type { ScoreHead } from './score-head.ts'
import type { Dtype } from './select-model-files.ts'

/** One ONNX graph of a model; a model's graphs run in sequence. */
export interface ModelStage {
  /** Absolute path of the graph's file. */
  readonly file: string
}

/** A pair whose logit is known, to tell on every machine whether the model computes what it should. */
export interface SelfCheckPair {
  readonly query: string
  readonly document: string
  /** The last stage's logit. */
  readonly logit: number
}

/** All that is known of a model before its graphs are loaded. Plain data, so that it can be sent to a worker. */
export interface ModelDescription {
  readonly id: string
  readonly revision?: string
  /** Absolute path of the folder. */
  readonly folder: string
  /** The kind of network, by its `model_type`: `bert`, `xlm-roberta`, … */
  readonly architecture: string
  readonly dtype: Dtype
  readonly stages: readonly ModelStage[]
  /** The most tokens that the model reads at once, special tokens included. */
  readonly window: number
  /** The number of the first token's position; not 0 where numbers up to the padding token's mean something else. */
  readonly firstPosition: number
  /** The token limit where the user names none. */
  readonly defaultMaxTokens: number
  readonly head: ScoreHead
  /** Present for causal language models, which read a prompt; others read the tokenizer's template. */
  readonly prompt?: PromptDescription
  /** The scale that the model's configuration asks for: its logit as it is, or through a sigmoid. */
  readonly scale: Extract<ScoreScale, 'logit' | 'sigmoid'>
  readonly selfCheck?: { readonly tolerance: number; readonly pairs: readonly SelfCheckPair[] }
}
