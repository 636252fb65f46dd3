import { byId } from '../dom/by-id.ts'
import { showFieldError } from './field-error.ts'

const place = 'secondpass-key'

/** The API key, which is asked for when the server does, and kept in this tab only. */
export class KeyField {
  readonly #input: HTMLInputElement = byId('key', HTMLInputElement)

  /** @param onKey - Hears of the key, also of one that the tab remembers. */
  constructor({ onKey }: { onKey: (key: string) => void }) {
    const known = sessionStorage.getItem(place)
    if (known !== null) {
      this.#input.value = known
      byId('key-field', HTMLElement).hidden = false
      onKey(known)
    }
    this.#input.addEventListener('change', () => {
      const key = this.#input.value.trim()
      // A header cannot carry other signs, and browsers refuse to send it.
      if (/[^\x20-\x7e]/.test(key)) {
        showFieldError(this.#input, 'key-error', 'A key has no other signs than ASCII. Was it copied whole?')
        return
      }
      if (key === '') sessionStorage.removeItem(place)
      else sessionStorage.setItem(place, key)
      showFieldError(this.#input, 'key-error')
      onKey(key)
    })
  }

  /** Whether the server has asked for a key. */
  get needed(): boolean {
    return !byId('key-field', HTMLElement).hidden
  }

  /** Asks for a key, or for another one. */
  ask(message: string): void {
    byId('key-field', HTMLElement).hidden = false
    showFieldError(this.#input, 'key-error', message)
    this.#input.focus()
  }
}
