import type { Move } from '../../core/list-moves.ts'
import { makeSvg } from '../dom/make.ts'

/** Pixels that the head of an arrow takes. */
const head = 7

/** A curve from one height on the left to another on the right, with a head; the style tells directions apart by colour and dashes. */
export function makeLine({
  index,
  direction,
  width,
  start,
  end,
}: {
  index: number
  direction: Move['direction']
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
