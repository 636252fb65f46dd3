import type { Passage, RelevantSpan } from './rerank-response.ts'
import type { ScoreScale } from './score-scale.ts'
import type { Warning } from './warning.ts'
import type { WorkOption, WorkOptions } from './work-options.ts'

/** A text's score, as a model gave it. */
export interface TextScore {
  /** Raw score on the scorer's `rawScale`; the order of results is made from it. */
  readonly raw: number
  readonly truncated: boolean
  readonly passage?: Passage
  /**
   * Tells inputs apart that the model cannot: texts with the same fingerprint read the same to it (`Berlin` and `berlin`
   * to an uncased model), so equal scores of theirs are no fault.
   */
  readonly fingerprint?: string
  /** Parts of the text that the model names as relevant, where it does. */
  readonly spans?: readonly RelevantSpan[]
}

/** What a scorer is asked to do. */
export interface ScoringTask extends WorkOptions {
  readonly query: string
  /** Distinct, well-formed and not empty; the most promising first. */
  readonly texts: readonly string[]
  /** Whether to work from the first text to the last, so that an early stop leaves the most promising scored. */
  readonly inOrder: boolean
  /** Fires when the answer is no longer wanted; its reason is a SecondpassError. */
  readonly signal: AbortSignal
  /** When it fires because time is up, on `performance.now()`'s clock; absent where the request has no deadline. */
  readonly deadlineAt?: number | undefined
  /** Takes each score as soon as it is there; `position` is the text's. */
  readonly onScore: (position: number, score: TextScore) => void
  /** Takes what the caller should know of; the same warning is passed on once. */
  readonly onWarning: (warning: Warning) => void
  /** Takes cost and time as they arise; the numbers are added up. */
  readonly onUsage: (usage: ScoringUsage) => void
}

/** Cost and time of a part of a task. */
export interface ScoringUsage {
  readonly pairs?: number
  readonly tokens?: number
  readonly tokenize?: number
  readonly infer?: number
  /** When a pair was started, on `performance.now()`'s clock. */
  readonly startedAt?: number
  readonly queryTruncated?: boolean
  /** Calls to a hosted service, retries included. */
  readonly requests?: number
  /** What a hosted service counts, where it does not count tokens. */
  readonly searchUnits?: number
  /** US dollars. */
  readonly cost?: number
  /** Pairs whose score was known. */
  readonly cacheHits?: number
}

/** The part of a reranker that gives scores; `rerankWith` makes a reranker's answer of it. */
export interface Scorer {
  readonly model: { readonly id: string; readonly revision?: string }
  /** The scale that the model itself answers on. */
  readonly rawScale: ScoreScale
  /** The scale of the scores that people see. */
  readonly scale: ScoreScale
  /** Whether scores are so few (rounded, or counts) that texts which differ may all have the same. Default false. */
  readonly coarse?: boolean
  /** Options of a request that it cannot apply; a response to a request that has one says so (`option_ignored`). */
  readonly ignores?: readonly WorkOption[]
  /** Resolves when every text has its score; rejects with a SecondpassError. */
  score(task: ScoringTask): Promise<void>
}
