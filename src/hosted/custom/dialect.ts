import type { ScoreScale } from '../../reranker/index.ts'

/** Shapes of requests and answers that have a name. */
export type DialectName = 'cohere' | 'jina' | 'voyage' | 'tei' | 'vllm-score' | 'nim' | 'openai-compatible'

/** What a server is sent and how its answer is read. */
export interface Dialect {
  /** Makes the body of a call, which is sent as JSON. */
  body(request: { query: string; texts: readonly string[]; model: string | undefined }): unknown
  /**
   * Reads an answer: a score for each text, by the text's place in the call. Any order. What it throws makes the request
   * fail as `invalid_scores`.
   */
  scores(answer: unknown): readonly { readonly index: number; readonly score: number }[]
  /** What the scores are. Default `provider`: whatever the server defines. */
  readonly scale?: ScoreScale
}
