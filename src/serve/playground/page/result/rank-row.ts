import { describeMove } from '../../core/describe-move.ts'
import { formatScore } from '../../core/format-number.ts'
import type { Move } from '../../core/list-moves.ts'
import { makeSnippet, splitPassage } from '../../core/make-snippet.ts'
import { make } from '../dom/make.ts'

/** A candidate in one of the two orders. */
export interface RankRow {
  /** Position in the request, from 0. */
  readonly index: number
  /** Place from 1. */
  readonly place: number
  readonly text: string
  /** What the caller calls it. */
  readonly id?: string | undefined
  /** How it came here from the other order; absent in the order that things move from. */
  readonly move?: Move | undefined
  /** Null for what was not scored; absent in an order without scores. */
  readonly score?: number | null | undefined
  readonly logit?: number | null | undefined
  /** Length of the score's bar, 0 to 1. */
  readonly bar?: number | null | undefined
  readonly passage?: { readonly start: number; readonly end: number } | undefined
  readonly truncated?: boolean | undefined
  /** Whether the other order leaves it out. */
  readonly gone?: boolean | undefined
}

/** A row of a list; with a score, one that opens and shows the whole text. */
export function makeRankRow(row: RankRow): HTMLLIElement {
  const { index, place, move, gone, score } = row
  const item = make('li', { class: `row ${move?.direction ?? ''}`, 'data-index': index })
  item.append(make('span', { class: 'place' }, String(place)))
  const body = make('div', { class: 'body' })
  body.append(score === undefined ? make('p', { class: 'snippet' }, ...snippetOf(row)) : makeDetails(row))
  const marks = make('p', { class: 'marks' }, ...marksOf(row))
  if (marks.childNodes.length > 0) body.append(marks)
  item.append(body)
  if (score !== undefined) item.append(makeScore(row))
  if (gone) item.classList.add('gone')
  return item
}

function makeDetails(row: RankRow): HTMLDetailsElement {
  const details = make('details', {}, make('summary', { class: 'snippet' }, ...snippetOf(row)))
  // A thousand whole texts are not put into the page before somebody wants to read one.
  details.addEventListener('toggle', () => {
    if (details.open && details.childElementCount === 1) details.append(makeWhole(row))
  })
  return details
}

function makeWhole({ text, passage, logit }: RankRow): HTMLElement {
  const { before, marked, after } = splitPassage({ text, passage: passage ?? { start: 0, end: 0 } })
  const marking = marked === '' || marked.length >= text.trim().length ? [marked] : [make('mark', {}, marked)]
  const whole = make('div', { class: 'whole' }, make('p', { class: 'text', dir: 'auto' }, before, ...marking, after))
  if (logit !== undefined && logit !== null) whole.append(make('p', { class: 'hint' }, `Logit ${logit.toFixed(3)}`))
  return whole
}

function snippetOf({ text, passage, id }: RankRow): (Node | string)[] {
  const { before, marked, after } = makeSnippet({ text, passage, length: 150 })
  const name = id === undefined ? [] : [make('span', { class: 'name' }, id), ' ']
  if (`${before}${marked}${after}`.trim() === '') return [...name, make('em', {}, 'no text')]
  // A text that is written from right to left keeps its order, and the name before it keeps its place.
  return [...name, make('bdi', {}, before, ...(marked === '' ? [] : [make('mark', {}, marked)]), after)]
}

function marksOf({ move, gone, truncated, score }: RankRow): Node[] {
  const marks: Node[] = []
  if (move !== undefined) {
    const { sign, words } = describeMove(move)
    const was = move.from === undefined || move.direction === 'same' ? '' : `was ${move.from}`
    marks.push(
      make('span', { class: 'move', 'aria-hidden': true }, sign),
      make('span', { 'aria-hidden': true }, was),
      make('span', { class: 'hidden' }, words),
    )
  }
  if (gone) marks.push(make('span', {}, 'not returned'))
  if (score === null) marks.push(make('span', { class: 'badge' }, 'not scored'))
  if (truncated) marks.push(make('span', { class: 'badge' }, 'cut'))
  return marks
}

function makeScore({ score, bar }: RankRow): HTMLElement {
  const cell = make('div', { class: 'score' })
  if (score === null || score === undefined) {
    cell.append(make('span', { 'aria-hidden': true }, '–'))
    return cell
  }
  const filled = make('span', { class: 'filled' })
  filled.style.width = `${(100 * (bar ?? 0)).toFixed(1)}%`
  cell.append(
    make('span', { class: 'hidden' }, 'score '),
    formatScore(score),
    make('span', { class: 'bar', 'aria-hidden': true }, filled),
  )
  return cell
}
