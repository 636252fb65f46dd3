/** Something that scores the benchmark's candidates; loaded and ready. */
export interface Contestant {
  /** Scores all candidates once and gives the logits in the candidates' order. */
  rerank(): Promise<number[]>
}
