import type { Candidate } from '../../core/candidate.ts'
import { describeScale } from '../../core/describe-scale.ts'
import { listMoves, type Move } from '../../core/list-moves.ts'
import { readCandidateText } from '../../core/read-candidate-text.ts'
import type { ModelRun } from '../../core/rerank-answer.ts'
import { scoreBars } from '../../core/score-bars.ts'
import type { RankColumn } from './rank-chart.ts'
import type { RankRow } from './rank-row.ts'

/** What was asked about, for the texts of rows. */
export interface Asked {
  readonly candidates: readonly Candidate[]
  readonly fields?: readonly string[] | undefined
}

/** Two orders to be shown side by side: from a model's, or from the order of the request, to a model's. */
export function toColumns({ asked, from, to }: { asked: Asked; from?: ModelRun | undefined; to: ModelRun }): {
  left: RankColumn
  right: RankColumn
  moves: Move[]
} {
  const before = from === undefined ? [...asked.candidates.keys()] : orderOf(from)
  const moves = listMoves({ from: before, to: orderOf(to) })
  const byIndex = new Map(moves.map((move) => [move.index, move]))
  const moved = (index: number) => ({ move: byIndex.get(index) })
  const gone = (index: number) => ({ gone: byIndex.get(index)?.direction === 'gone' })
  return {
    left: from === undefined ? beforeColumn({ asked, more: gone }) : modelColumn({ asked, run: from, more: gone }),
    right: modelColumn({ asked, run: to, more: moved }),
    moves,
  }
}

function orderOf({ answer }: ModelRun): number[] {
  return answer.results.map(({ index }) => index)
}

type More = (index: number) => Partial<RankRow>

function beforeColumn({ asked, more }: { asked: Asked; more: More }): RankColumn {
  const rows = asked.candidates.map((_, index) => ({ ...basics(asked, index), place: index + 1, ...more(index) }))
  return { heading: 'Before', caption: 'The order of the request.', scored: false, rows }
}

function modelColumn({ asked, run, more }: { asked: Asked; run: ModelRun; more: More }): RankColumn {
  const { results, scale } = run.answer
  const bars = scoreBars({ scores: results.map(({ score }) => score), scale })
  const rows = results.map(({ index, score, logit, truncated, passage }, place) => ({
    ...basics(asked, index),
    place: place + 1,
    score,
    logit,
    bar: bars[place],
    truncated,
    passage,
    ...more(index),
  }))
  return { heading: run.model, caption: `Scores: ${describeScale(scale)}.`, scored: true, rows }
}

function basics({ candidates, fields }: Asked, index: number): Pick<RankRow, 'index' | 'text' | 'id'> {
  const candidate = candidates[index] ?? ''
  const id = typeof candidate === 'string' ? undefined : (candidate['id'] ?? candidate['_id'])
  return {
    index,
    text: readCandidateText({ candidate, fields }),
    id: typeof id === 'string' || typeof id === 'number' ? String(id) : undefined,
  }
}
