import type { Move } from '../../core/list-moves.ts'
import { makeSvg } from '../dom/make.ts'
import { makeLine } from './rank-line.ts'

/** Lines that are drawn all at once. Where there are more, only those of rows on or near the screen are. */
const fewLines = 200

/** Lines from the rows of one list to the rows of the other, drawn again whenever rows change their place. */
export class RankLines {
  readonly svg: SVGSVGElement = makeSvg('svg', { class: 'lines', 'aria-hidden': 'true', focusable: 'false' })
  readonly #all: SVGGElement = makeSvg('g', { class: 'all' })
  /** The line that is brought out, once more, so that the others can be dimmed as one. */
  readonly #top: SVGGElement = makeSvg('g', { class: 'top' })
  readonly #left: ReadonlyMap<string, HTMLElement>
  readonly #right: ReadonlyMap<string, HTMLElement>
  readonly #moves: readonly Move[]
  readonly #observer: ResizeObserver
  #lines: ReadonlyMap<string, SVGGElement> = new Map()
  #lit: string | undefined
  #frame = 0
  readonly #onScroll = (): void => {
    cancelAnimationFrame(this.#frame)
    this.#frame = requestAnimationFrame(() => this.#draw())
  }

  constructor({ left, right, moves }: { left: HTMLElement; right: HTMLElement; moves: readonly Move[] }) {
    this.svg.append(this.#all, this.#top)
    this.#left = rowsOf(left)
    this.#right = rowsOf(right)
    this.#moves = moves
    this.#observer = new ResizeObserver(() => this.#draw())
    if (moves.length > fewLines) addEventListener('scroll', this.#onScroll, { passive: true })
    for (const list of [left, right]) {
      this.#observer.observe(list)
      list.addEventListener('pointerover', (event) => this.#light(event.target))
      list.addEventListener('focusin', (event) => this.#light(event.target))
      list.addEventListener('pointerleave', () => this.#light(null))
      list.addEventListener('focusout', () => this.#light(null))
    }
  }

  /** Lets go of the lists. */
  stop(): void {
    this.#observer.disconnect()
    removeEventListener('scroll', this.#onScroll)
    cancelAnimationFrame(this.#frame)
  }

  #draw(): void {
    const { width, height, top } = this.svg.getBoundingClientRect()
    if (width === 0) return // A narrow screen shows no lines.
    // A row that is not shown is somewhere below.
    const heightOf = (row: HTMLElement | undefined) => (row === undefined ? height : headOf(row) - top)
    const lines = new Map<string, SVGGElement>()
    const near =
      this.#moves.length > fewLines ? new Set([...nearRows(this.#left), ...nearRows(this.#right)]) : undefined
    for (const { index, direction } of this.#moves) {
      const key = String(index)
      if (near?.has(key) === false) continue
      const [from, to] = [this.#left.get(key), this.#right.get(key)]
      if (direction === 'gone' || direction === 'new' || (from === undefined && to === undefined)) continue
      lines.set(key, makeLine({ index, direction, width, start: heightOf(from), end: heightOf(to) }))
    }
    this.#lines = lines
    this.#all.replaceChildren(...lines.values())
    this.#showTop()
  }

  /** Brings out a candidate's rows and line. */
  #light(target: EventTarget | null): void {
    const index = target instanceof Element ? target.closest<HTMLElement>('[data-index]')?.dataset['index'] : undefined
    if (index === this.#lit) return
    for (const [key, lit] of [
      [this.#lit, false],
      [index, true],
    ] as const) {
      if (key === undefined) continue
      this.#left.get(key)?.classList.toggle('lit', lit)
      this.#right.get(key)?.classList.toggle('lit', lit)
    }
    this.#lit = index
    this.#showTop()
  }

  #showTop(): void {
    const line = this.#lit === undefined ? undefined : this.#lines.get(this.#lit)
    this.#top.replaceChildren(...(line === undefined ? [] : [line.cloneNode(true)]))
    this.svg.classList.toggle('some-lit', line !== undefined)
  }
}

function rowsOf(list: HTMLElement): Map<string, HTMLElement> {
  return new Map([...list.querySelectorAll<HTMLElement>('.row')].map((row) => [row.dataset['index'] ?? '', row]))
}

/** The keys of rows that are on the screen, or within one screen of it; the rows stand below each other in their order. */
function nearRows(rows: ReadonlyMap<string, HTMLElement>): string[] {
  const all = [...rows]
  let [low, high] = [0, all.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((all[middle]?.[1].getBoundingClientRect().bottom ?? 0) < -innerHeight) low = middle + 1
    else high = middle
  }
  const near: string[] = []
  for (const [key, row] of all.slice(low)) {
    if (row.getBoundingClientRect().top > 2 * innerHeight) break
    near.push(key)
  }
  return near
}

/** Where a row's first line of text is; measured from the row itself, as what is in a row out of sight is not laid out. */
function headOf(row: HTMLElement): number {
  return row.getBoundingClientRect().top + 18
}
