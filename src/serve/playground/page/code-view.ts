import type { CodeRequest } from '../core/code/code-request.ts'
import { toCurl } from '../core/code/to-curl.ts'
import { toJinaFetch } from '../core/code/to-jina-fetch.ts'
import { toPython } from '../core/code/to-python.ts'
import { toTypeScript } from '../core/code/to-typescript.ts'
import { byId } from './dom/by-id.ts'
import { makeChoices } from './result/choices.ts'

const languages = [
  { label: 'curl', write: toCurl },
  { label: 'TypeScript', write: toTypeScript },
  { label: 'Python (cohere)', write: toPython },
  { label: 'fetch (Jina)', write: toJinaFetch },
]

/** The request as it stands in the form, in several languages. */
export class CodeView {
  readonly #panel: HTMLDetailsElement = byId('code', HTMLDetailsElement)
  readonly #text: HTMLTextAreaElement = byId('code-text', HTMLTextAreaElement)
  readonly #read: () => CodeRequest | string
  #chosen = 0
  #pause: ReturnType<typeof setTimeout> | undefined

  /** @param read - Reads the form; or says what it lacks. */
  constructor({ read }: { read: () => CodeRequest | string }) {
    this.#read = read
    const choices = makeChoices({
      name: 'language',
      labels: languages.map(({ label }) => label),
      onChoose: (position) => {
        this.#chosen = position
        this.show()
      },
    })
    byId('code-language', HTMLElement).append(...choices)
    this.#panel.addEventListener('toggle', () => this.show())
    byId('copy', HTMLButtonElement).addEventListener('click', () => this.#copy())
  }

  /** Writes the code anew, if somebody looks at it. */
  show(): void {
    clearTimeout(this.#pause)
    if (!this.#panel.open) return
    byId('copied', HTMLElement).textContent = ''
    const request = this.#read()
    const whole = typeof request !== 'string'
    byId('copy', HTMLButtonElement).disabled = !whole
    this.#text.value = whole ? (languages[this.#chosen]?.write(request) ?? '') : request
  }

  /** Writes the code anew when nothing more has changed for a moment: of ten thousand candidates it is long. */
  showSoon(): void {
    clearTimeout(this.#pause)
    this.#pause = setTimeout(() => this.show(), 300)
  }

  async #copy(): Promise<void> {
    this.show()
    const told = byId('copied', HTMLElement)
    try {
      await navigator.clipboard.writeText(this.#text.value)
      told.textContent = 'Copied'
    } catch {
      // Browsers give the clipboard to secure pages only, and a server in a local network is none.
      this.#text.select()
      told.textContent = 'Selected: copy it with your keyboard'
    }
  }
}
