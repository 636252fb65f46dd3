import { formatCount } from '../../core/format-number.ts'
import type { Move } from '../../core/list-moves.ts'
import { make } from '../dom/make.ts'
import { RankLines } from './rank-lines.ts'
import { makeRankRow, type RankRow } from './rank-row.ts'

/** Rows of each list that are shown before somebody asks for more. */
const firstRows = 100
/** Rows that are added each time: a browser takes seconds for ten thousand. */
const moreRows = 1000

/** One of two orders that stand side by side. */
export interface RankColumn {
  readonly heading: string
  /** What the order is, or its scores are. */
  readonly caption: string
  /** Whether its rows have scores. */
  readonly scored: boolean
  readonly rows: readonly RankRow[]
}

/** Two orders side by side, and lines that show what moved; on a narrow screen the second order alone, with its marks. */
export class RankChart {
  readonly element: HTMLElement = make('div', { class: 'chart' })
  readonly #left: RankColumn
  readonly #right: RankColumn
  readonly #moves: readonly Move[]
  #lines: RankLines | undefined

  constructor({ left, right, moves }: { left: RankColumn; right: RankColumn; moves: readonly Move[] }) {
    this.#left = left
    this.#right = right
    this.#moves = moves
    this.#show(firstRows)
  }

  /** To be called when the chart leaves the page. */
  stop(): void {
    this.#lines?.stop()
  }

  #show(most: number): void {
    this.#lines?.stop()
    const left = makeList(this.#left, most)
    const right = makeList(this.#right, most)
    this.#lines = new RankLines({ left, right, moves: this.#moves })
    this.element.classList.toggle('even', this.#left.scored)
    this.element.replaceChildren(
      make('div', { class: 'column before' }, makeHead(this.#left), left),
      this.#lines.svg,
      make('div', { class: 'column after' }, makeHead(this.#right), right),
    )
    const longest = Math.max(this.#left.rows.length, this.#right.rows.length)
    if (longest <= most) return
    const next = Math.min(longest, most + moreRows)
    const words = next === longest ? `Show all ${formatCount(longest)}` : `Show ${formatCount(moreRows)} more`
    const more = make('button', { type: 'button', class: 'more' }, words)
    more.addEventListener('click', () => {
      this.#show(next)
      // The button is gone; the focus goes on with the first row that is new.
      this.element.querySelectorAll<HTMLElement>('.after summary')[most]?.focus({ preventScroll: true })
    })
    this.element.append(
      make(
        'p',
        { class: 'cut-short' },
        `The first ${formatCount(most)} of ${formatCount(longest)} places are shown. `,
        more,
      ),
    )
  }
}

function makeHead({ heading, caption }: RankColumn): HTMLElement {
  return make('div', { class: 'head' }, make('h3', {}, heading), make('p', { class: 'hint' }, caption))
}

function makeList({ rows, heading }: RankColumn, most: number): HTMLElement {
  return make('ol', { class: 'rows', 'aria-label': heading }, ...rows.slice(0, most).map(makeRankRow))
}
