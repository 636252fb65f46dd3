import type { Example } from '../../core/examples/example.ts'
import { examples } from '../../core/examples/examples.ts'
import { byId } from '../dom/by-id.ts'
import { make } from '../dom/make.ts'

/** A button for each example. */
export function showExamples({ onChoose }: { onChoose: (example: Example) => void }): void {
  const note = byId('example-note', HTMLElement)
  for (const example of examples) {
    const button = make('button', { type: 'button', class: 'plain' }, example.name)
    button.addEventListener('click', () => {
      note.textContent = example.note
      note.hidden = false
      onChoose(example)
    })
    byId('examples', HTMLElement).append(button)
  }
}
