import type { Passage, Scorer, ScoringTask, TextScore } from '../reranker/index.ts'
import type { CrossEncoderSettings } from './cross-encoder-options.ts'
import type { ModelDescription } from './model-description.ts'
import type { ScoringPool } from './scoring-pool.ts'
import type { PairScore, ScoringUnit } from './scoring-task.ts'

/** A part of a text that is scored as one pair. */
interface Piece {
  readonly position: number
  readonly text: string
  /** Where it stands in the whole text; absent when it is the whole text. */
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

/** Scores texts with a pool of workers: texts → pieces → one unit of work each → the best piece's score. */
export function createCrossEncoderScorer({
  model,
  settings,
  pool,
}: {
  model: ModelDescription
  settings: CrossEncoderSettings
  pool: ScoringPool
}): Scorer {
  return {
    model: { id: model.id, ...(model.revision !== undefined && { revision: model.revision }) },
    rawScale: 'logit',
    scale: model.scale,
    score: async (task) => {
      const { pieces, incomplete } =
        settings.longDocuments === 'chunk'
          ? await splitTexts({ task, model, settings, pool })
          : { pieces: task.texts.map((text, position) => ({ position, text })), incomplete: new Set<number>() }
      await scorePieces({ task, settings, pool, pieces, incomplete })
    },
  }
}

/** Cuts every text that may be too long into windows. */
async function splitTexts({
  task,
  model,
  settings,
  pool,
}: {
  task: ScoringTask
  model: ModelDescription
  settings: CrossEncoderSettings
  pool: ScoringPool
}): Promise<{ pieces: Piece[]; incomplete: Set<number> }> {
  const { maxTokens, maxChunks } = settings
  // The document has at least half the limit less the special tokens, and a character gives at most four tokens: three for
  // a Korean syllable, one a byte where bytes are tokens. What a prompt leaves, only its encoder knows.
  const surelyShort = model.prompt === undefined ? Math.floor((maxTokens / 2 - 4) / 4) : 0
  const windows: (readonly Passage[])[] = task.texts.map((text) => [{ start: 0, end: text.length }])
  const incomplete = new Set<number>()
  const units = [...task.texts.entries()]
    .filter(([, text]) => text.length > surelyShort)
    .map(([position, text]) => ({
      position,
      unit: {
        kind: 'split',
        query: task.query,
        text,
        maxTokens,
        overlap: Math.floor(maxTokens / 8),
        maxWindows: maxChunks,
      } satisfies ScoringUnit,
    }))
  await pool.run({
    units,
    signal: task.signal,
    onResult: (position, result) => {
      if (result.kind !== 'split') return
      windows[position] = result.windows
      if (!result.complete) incomplete.add(position)
      task.onUsage({ tokenize: result.tokenize })
    },
  })
  const pieces = windows.flatMap((passages, position) =>
    passages.map((passage) => ({
      position,
      text: (task.texts[position] as string).slice(passage.start, passage.end),
      passage,
    })),
  )
  return { pieces, incomplete }
}

async function scorePieces({
  task,
  settings,
  pool,
  pieces,
  incomplete,
}: {
  task: ScoringTask
  settings: CrossEncoderSettings
  pool: ScoringPool
  pieces: readonly Piece[]
  incomplete: ReadonlySet<number>
}): Promise<void> {
  const { maxTokens } = settings
  const progress: Progress[] = task.texts.map((_, position) => ({ open: 0, truncated: incomplete.has(position) }))
  for (const { position } of pieces) (progress[position] as Progress).open++
  const order = task.inOrder ? [...pieces.keys()] : longestFirst(pieces)
  await pool.run({
    units: order.map((index) => {
      const unit: ScoringUnit = { kind: 'score', query: task.query, text: (pieces[index] as Piece).text, maxTokens }
      return { position: index, unit }
    }),
    signal: task.signal,
    onResult: (index, score, startedAt) => {
      if (score.kind !== 'score') return
      const { tokens, tokenize, infer, queryTruncated } = score
      task.onUsage({ pairs: 1, tokens, tokenize, infer, queryTruncated, startedAt: startedAt - performance.timeOrigin })
      const piece = pieces[index] as Piece
      const of = progress[piece.position] as Progress
      of.open--
      of.truncated ||= score.documentTruncated
      if (of.best === undefined || isBetter({ score, piece }, of.best)) of.best = { score, piece }
      if (of.open === 0) task.onScore(piece.position, toTextScore(of.best, of.truncated))
    },
  })
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
function longestFirst(pieces: readonly Piece[]): number[] {
  const length = (index: number): number => (pieces[index] as Piece).text.length
  return [...pieces.keys()].sort((a, b) => length(b) - length(a) || a - b)
}
