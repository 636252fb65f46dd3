import type { Duration } from '../contestants/contestant-main.ts'

/** A pair to be scored, with the most tokens that the model may read of it. */
export interface PairText {
  readonly query: string
  readonly document: string
  readonly maxTokens: number
}

/** The tokens that a program makes of a pair. */
export interface ReadPair {
  /** What the model was given, if the program tells. */
  readonly ids?: readonly number[]
  /** The tokens that the program reads in the two texts, but cut by the reference's rule instead of its own. */
  readonly idsByRule?: readonly number[]
}

/** What a program makes of a pair. */
export interface ScoredPair extends ReadPair {
  /** From 0 to 1: the sigmoid of one logit, or the softmax of two. Null where the program does not score the pair. */
  readonly score: number | null
}

/** What the reference makes of a pair. */
export interface ReferencePair extends PairText {
  readonly ids: readonly number[]
  readonly score: number
  readonly queryTruncated: boolean
  readonly documentTruncated: boolean
}

/** What a peer's process can be asked for, one JSON line each, and what it answers. */
export interface PeerTasks {
  /** Reranks once, with all that the program would do for a user. */
  time: {
    readonly request: { readonly query: string; readonly documents: readonly string[] }
    readonly answer: Duration & { readonly scores: readonly (number | null)[] }
  }
  /** Scores pairs one at a time. */
  score: {
    readonly request: { readonly pairs: readonly PairText[] }
    readonly answer: { readonly scores: readonly (number | null)[] }
  }
  /** Tokenizes and cuts pairs one at a time. */
  read: {
    readonly request: { readonly pairs: readonly PairText[] }
    readonly answer: { readonly pairs: readonly ReadPair[] }
  }
  /** Only the Python process knows the reference. */
  reference: {
    readonly request: { readonly pairs: readonly PairText[] }
    readonly answer: { readonly records: readonly Omit<ReferencePair, keyof PairText>[] }
  }
}

/** A program with a model loaded. */
export interface Peer {
  /** Scores in the documents' order. */
  rerank(request: PeerTasks['time']['request']): Promise<(number | null)[]>
  score(pair: PairText): Promise<number | null>
  read(pair: PairText): ReadPair
}
