import { invalidModel } from '../invalid-model.ts'
import { referenceScore } from './reference-score.ts'

/** Ids are smaller; the largest vocabularies have 300,000 tokens. */
const idLimit = 0x1000000

/** Reads the vocabulary of WordPiece and BPE: tokens and their ids. */
export function readVocabulary(value: unknown): ReadonlyMap<string, number> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong()
  const vocab = new Map<string, number>()
  for (const [token, id] of Object.entries(value)) {
    if (!isId(id)) throw wrong()
    vocab.set(token, id)
  }
  if (vocab.size === 0) throw wrong()
  return vocab
}

/** Reads the vocabulary of Unigram: pieces with their scores, whose places are their ids. */
export function readScoredVocabulary(value: unknown): {
  vocab: ReadonlyMap<string, number>
  scores: readonly number[]
} {
  if (!Array.isArray(value) || value.length === 0) throw wrong()
  const vocab = new Map<string, number>()
  const scores: number[] = []
  for (const entry of value) {
    const [piece, score] = Array.isArray(entry) && entry.length === 2 ? entry : []
    if (typeof piece !== 'string' || typeof score !== 'number') throw wrong()
    vocab.set(piece, scores.length)
    scores.push(referenceScore(score))
  }
  return { vocab, scores }
}

function isId(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < idLimit
}

function wrong(): Error {
  return invalidModel('has a tokenizer.json whose vocabulary is not as expected')
}
