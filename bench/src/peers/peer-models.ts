/** An architecture that the programs are compared on. */
export interface PeerModel {
  /** The fixture's folder; the same architecture at MiniLM's size has `sized-` in front. */
  readonly name: string
  readonly label: string
}

/** One of each kind of tokenizer. */
export const peerModels: readonly PeerModel[] = [
  { name: 'tiny-bert-external', label: 'BERT, WordPiece' },
  { name: 'tiny-roberta', label: 'RoBERTa, byte-level BPE' },
  { name: 'tiny-xlm-roberta', label: 'XLM-RoBERTa, Unigram' },
]
