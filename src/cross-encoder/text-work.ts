import type { Passage, ScoringTask, TextScore } from '../reranker/index.ts'
import type { CrossEncoderSettings } from './cross-encoder-options.ts'
import type { ModelDescription } from './model-description.ts'
import { type Reading, readingOf } from './reading.ts'
import type { PlacedUnit } from './scoring-job.ts'
import type { DocumentSplit, PairScore, ScoringUnit } from './scoring-task.ts'

/** A text, or a part of one that is scored as one pair. */
interface Piece {
  readonly position: number
  readonly text: string
  /** Where it stands in the whole text; absent when documents are not split. */
  readonly passage?: Passage
}

/** A text's pieces as far as they are scored. */
interface Progress {
  open: number
  truncated: boolean
  best?: ScoredPiece
}

interface ScoredPiece {
  readonly score: PairScore
  readonly piece: Piece
}

/** The work on one request's texts. A long text is split when its turn comes, and its windows are scored next. */
export class TextWork {
  readonly #task: ScoringTask
  readonly #maxTokens: number
  readonly #reading: Reading
  /** Texts with more characters than this are split before they are scored. */
  readonly #longest: number
  /** By the number of the unit that is about it. */
  readonly #pieces: Piece[] = []
  readonly #progress: readonly Progress[]

  constructor({
    task,
    model,
    settings,
  }: { task: ScoringTask; model: ModelDescription; settings: CrossEncoderSettings }) {
    this.#task = task
    this.#maxTokens = settings.maxTokens
    this.#reading = readingOf({ options: task, settings })
    // The document has at least half the limit less the special tokens, and a character gives at most four tokens: three for
    // a Korean syllable, one a byte where bytes are tokens. What a prompt leaves, only its encoder knows.
    const room = model.prompt === undefined ? settings.maxTokens / 2 - 4 : 0
    const surelyShort = Math.floor(Math.min(room, this.#reading.maxDocumentTokens) / 4)
    this.#longest = this.#reading.chunked ? surelyShort : Number.POSITIVE_INFINITY
    this.#progress = task.texts.map(() => ({ open: 1, truncated: false }))
  }

  firstUnits(): PlacedUnit[] {
    const { texts, inOrder } = this.#task
    const order = inOrder ? [...texts.keys()] : longestFirst(texts)
    return order.map((position) => {
      const text = texts[position] as string
      if (text.length > this.#longest) return this.#splitUnit({ position, text })
      const whole = { start: 0, end: text.length }
      return this.#scoreUnit({ position, text, ...(this.#reading.chunked && { passage: whole }) })
    })
  }

  takeSplit(index: number, { windows, complete, tokenize }: DocumentSplit): PlacedUnit[] {
    const { position, text } = this.#pieces[index] as Piece
    const progress = this.#progress[position] as Progress
    progress.open = windows.length
    progress.truncated = !complete
    this.#task.onUsage({ tokenize })
    return windows.map((passage) =>
      this.#scoreUnit({ position, text: text.slice(passage.start, passage.end), passage }),
    )
  }

  takeScore(index: number, score: PairScore, startedAt: number): void {
    const { tokens, tokenize, infer, queryTruncated } = score
    const usage = { pairs: 1, tokens, tokenize, infer, queryTruncated, startedAt: startedAt - performance.timeOrigin }
    this.#task.onUsage(usage)
    const piece = this.#pieces[index] as Piece
    const progress = this.#progress[piece.position] as Progress
    progress.open--
    progress.truncated ||= score.documentTruncated
    if (progress.best === undefined || isBetter({ score, piece }, progress.best)) progress.best = { score, piece }
    if (progress.open === 0) this.#task.onScore(piece.position, toTextScore(progress.best, progress.truncated))
  }

  #scoreUnit(piece: Piece): PlacedUnit {
    return { position: this.#pieces.push(piece) - 1, unit: { kind: 'score', ...this.#textsOf(piece) } }
  }

  #splitUnit(piece: Piece): PlacedUnit {
    const overlap = Math.floor(this.#maxTokens / 8)
    return {
      position: this.#pieces.push(piece) - 1,
      unit: { kind: 'split', ...this.#textsOf(piece), overlap, maxWindows: this.#reading.maxChunks },
    }
  }

  #textsOf({ text }: Piece): Pick<ScoringUnit, 'query' | 'text' | 'maxTokens' | 'maxDocumentTokens'> {
    const { query, maxDocumentTokens } = this.#task
    return { query, text, maxTokens: this.#maxTokens, ...(maxDocumentTokens !== undefined && { maxDocumentTokens }) }
  }
}

/**
 * Of equal scores the earlier window's is better, whichever worker was quicker. A score that is no number counts as best,
 * so that it is seen and refused and not covered by another window's.
 */
function isBetter(one: ScoredPiece, other: ScoredPiece): boolean {
  const [logit, best] = [one.score.logit, other.score.logit]
  if (logit === best) return (one.piece.passage?.start ?? 0) < (other.piece.passage?.start ?? 0)
  return Number.isNaN(logit) || logit > best
}

function toTextScore({ score, piece }: ScoredPiece, truncated: boolean): TextScore {
  const { logit: raw, fingerprint } = score
  return { raw, truncated, fingerprint, ...(piece.passage && { passage: piece.passage }) }
}

/** Long pairs take longest; with them first, no worker is left with one at the end while the others have nothing to do. */
function longestFirst(texts: readonly string[]): number[] {
  const length = (position: number): number => (texts[position] as string).length
  return [...texts.keys()].sort((a, b) => length(b) - length(a) || a - b)
}
