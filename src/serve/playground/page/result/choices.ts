import { make } from '../dom/make.ts'

/** One of a few things to choose, as radio buttons: the arrow keys go from one to the next. */
export function makeChoices({
  name,
  labels,
  onChoose,
}: {
  /** The name that the buttons share. */
  name: string
  /** The first one is chosen. */
  labels: readonly string[]
  onChoose: (position: number) => void
}): HTMLElement[] {
  return labels.map((label, position) => {
    const input = make('input', { type: 'radio', name, value: position, checked: position === 0 })
    input.addEventListener('change', () => onChoose(position))
    return make('label', { class: 'choice' }, input, make('span', {}, label))
  })
}
