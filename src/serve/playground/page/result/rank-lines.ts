import type { Move } from '../../core/list-moves.ts'
import { makeSvg } from '../dom/make.ts'

/** Pixels that the head of an arrow takes. */
const head = 7

/** Lines from the rows of one list to the rows of the other, drawn again whenever rows change their place. */
export class RankLines {
  readonly svg: SVGSVGElement = makeSvg('svg', { class: 'lines', 'aria-hidden': 'true', focusable: 'false' })
  readonly #left: HTMLElement
  readonly #right: HTMLElement
  readonly #moves: readonly Move[]
  readonly #observer: ResizeObserver
  #lit: string | undefined

  constructor({ left, right, moves }: { left: HTMLElement; right: HTMLElement; moves: readonly Move[] }) {
    this.#left = left
    this.#right = right
    this.#moves = moves
    this.#observer = new ResizeObserver(() => this.#draw())
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
  }

  #draw(): void {
    const frame = this.svg.getBoundingClientRect()
    if (frame.width === 0) return // A narrow screen shows no lines.
    const from = centres(this.#left, frame.top)
    const to = centres(this.#right, frame.top)
    const bottom = frame.height
    const lines = this.#moves.flatMap(({ index, direction }) => {
      const start = from.get(index)
      const end = to.get(index)
      if (direction === 'gone' || direction === 'new' || (start === undefined && end === undefined)) return []
      return [line({ index, direction, width: frame.width, start: start ?? bottom, end: end ?? bottom })]
    })
    this.svg.replaceChildren(...lines)
  }

  /** Brings out a candidate's rows and line. */
  #light(target: EventTarget | null): void {
    const index = target instanceof Element ? target.closest<HTMLElement>('[data-index]')?.dataset['index'] : undefined
    if (index === this.#lit) return
    const parts = (lit: string) =>
      [this.#left, this.#right, this.svg].flatMap((place) => [...place.querySelectorAll(`[data-index="${lit}"]`)])
    if (this.#lit !== undefined) for (const part of parts(this.#lit)) part.classList.remove('lit')
    if (index !== undefined) for (const part of parts(index)) part.classList.add('lit')
    this.svg.classList.toggle('some-lit', index !== undefined)
    this.#lit = index
  }
}

/** The height of each row's place number, by the candidate's index. */
function centres(list: HTMLElement, top: number): Map<number, number> {
  const found = new Map<number, number>()
  for (const row of list.querySelectorAll<HTMLElement>('.row')) {
    const box = (row.querySelector('.place') ?? row).getBoundingClientRect()
    found.set(Number(row.dataset['index']), (box.top + box.bottom) / 2 - top)
  }
  return found
}

/** A curve with a head; what moved up is solid, what moved down is dashed. */
function line({
  index,
  direction,
  width,
  start,
  end,
}: {
  index: number
  direction: string
  width: number
  start: number
  end: number
}): SVGGElement {
  const tip = width - 2
  const curve = `M 0 ${start} C ${width / 2} ${start}, ${width / 2} ${end}, ${tip - head} ${end}`
  const arrow = `M ${tip - head} ${end - head / 2} L ${tip} ${end} L ${tip - head} ${end + head / 2} Z`
  return makeSvg(
    'g',
    { class: direction, 'data-index': index },
    makeSvg('path', { class: 'curve', d: curve }),
    makeSvg('path', { class: 'arrow', d: arrow }),
  )
}
