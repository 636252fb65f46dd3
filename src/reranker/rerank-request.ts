import type { Document, FieldOf } from './document.ts'
import type { ScoreScale } from './score-scale.ts'

/** What happens when scoring fails: the call rejects, or the first-stage order comes back with the reason. */
export type ErrorPolicy = 'fail' | 'passthrough'

/** The lowest score that stays in the results, on a scale that is named so that it cannot be misread. */
export interface Threshold {
  /** Results below this are dropped; a score equal to it stays. Finite. */
  readonly value: number
  /** The scale of `value`. A sigmoid or a logit is not a probability; choose the value on your own data. */
  readonly scale: ScoreScale
}

/**
 * One query and its candidates, in first-stage order.
 *
 * @typeParam D - The caller's own document type; results give the same objects back.
 */
export interface RerankRequest<D extends Document = Document> {
  /** The question or keywords. Must hold more than white space. */
  readonly query: string
  /** Candidates in the order of the first stage. An empty list gives an empty result and loads nothing. */
  readonly documents: readonly D[]
  /** The text of a document, where neither `text` nor `fields` describes it. Excludes `fields`. */
  readonly textOf?: ((document: D, index: number) => string) | undefined
  /** The fields that are read, joined by a line break in this order, such as `['title', 'text']`. Default `['text']`. */
  readonly fields?: readonly FieldOf<D>[] | undefined
  /** How many results come back: an integer of 0 or more, clamped to the number of documents. Default: all. */
  readonly topK?: number | undefined
  /**
   * How many candidates are scored, from the top of the list: an integer of 0 or more. Those beyond keep their
   * first-stage order below the scored ones. Default: all.
   */
  readonly depth?: number | undefined
  /** Drops results with a lower score, and candidates that were not scored because of `depth`. */
  readonly threshold?: Threshold | undefined
  /** Cancels the request; no pair is started after it fires. */
  readonly signal?: AbortSignal | undefined
  /** Milliseconds from the call until an answer is due, 0 or more. Candidates are then scored in first-stage order. */
  readonly deadline?: number | undefined
  /** Default `'fail'`. `'passthrough'` answers with what there is: scored candidates first, the rest in first-stage order. */
  readonly onError?: ErrorPolicy | undefined
  /**
   * How urgent the request is: an integer from 0 (most urgent, the default) to 999. A model on this machine gives each of
   * the requests under way a share of its speed by the weight 1 / (1 + priority / 100), so that the least urgent goes on too.
   */
  readonly priority?: number | undefined
  /**
   * The most tokens that are read of one document, all of its parts together: an integer of 1 or more. The model's own limit
   * holds beside it. A document that is cut counts as `truncated`.
   */
  readonly maxDocumentTokens?: number | undefined
  /**
   * The most parts of a long document that are read: an integer of 1 or more. 1 reads its beginning; more read it in
   * overlapping chunks, of which the best counts. Default: as the reranker was made (`longDocuments`, `maxChunks`).
   */
  readonly maxChunks?: number | undefined
  /** Adds each result's `logit`. Default false. */
  readonly returnLogits?: boolean | undefined
}
