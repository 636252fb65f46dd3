import type { Explanation } from '../../core/explain-failure.ts'
import type { PlaygroundRequest } from '../../core/rerank-request.ts'
import { byId } from '../dom/by-id.ts'
import { CandidateField } from './candidate-field.ts'
import { showExamples } from './example-buttons.ts'
import { showFieldError } from './field-error.ts'
import { ModelChoice } from './model-choice.ts'
import { readNumberField } from './number-field.ts'
import { Problem } from './problem.ts'

/** The form: what is asked. */
export class RequestForm {
  readonly models: ModelChoice = new ModelChoice()
  readonly #query: HTMLTextAreaElement = byId('query', HTMLTextAreaElement)
  readonly #maxChunks: HTMLInputElement = byId('max-chunks', HTMLInputElement)
  readonly #candidates: CandidateField

  /** @param onChange - Hears of changes that no key or pointer made: an example, or a file. */
  constructor({ onChange }: { onChange: () => void }) {
    this.#candidates = new CandidateField({
      onQuery: (query) => {
        this.#query.value = query
      },
      onChange,
    })
    showExamples({
      onChoose: ({ query, candidates, fields, maxChunks }) => {
        const text = candidates.map((each) => (typeof each === 'string' ? each : JSON.stringify(each))).join('\n')
        this.#candidates.set({ text, fields: fields ?? [] })
        this.#query.value = query
        this.#maxChunks.value = maxChunks === undefined ? '' : String(maxChunks)
        this.#clearErrors()
        onChange()
      },
    })
  }

  /** The form as one request a model, or nothing where it says what is wrong, with the focus there. */
  read(): PlaygroundRequest[] | undefined {
    this.#clearErrors()
    const checked = this.check()
    if (!(checked instanceof Problem)) return checked
    this.#show(checked)
  }

  /** The form as one request a model, or the first problem that it has. */
  check(): PlaygroundRequest[] | Problem {
    try {
      const query = this.#query.value.trim()
      if (query === '') throw new Problem({ field: 'query', message: 'There is no query. Say what is looked for.' })
      const asked = {
        query,
        ...this.#candidates.read(),
        depth: readNumberField({ id: 'depth', name: 'Depth', least: 0 }),
        topK: readNumberField({ id: 'top-k', name: 'Top K', least: 1 }),
        maxChunks: readNumberField({ id: 'max-chunks', name: 'Parts', least: 1 }),
      }
      return this.models.chosen.map((model) => ({ model, ...asked }))
    } catch (error) {
      if (error instanceof Problem) return error
      throw error
    }
  }

  /** Shows a failure of the server at the field that it is about, where that is one of these. */
  explain({ field, detail, advice }: Explanation): void {
    if (field === 'candidates' || field === 'model') this.#show(new Problem({ field, message: `${detail} ${advice}` }))
  }

  #clearErrors(): void {
    for (const id of ['query', 'candidates', 'model']) showFieldError(byId(id, HTMLElement), `${id}-error`)
    for (const id of ['depth', 'top-k', 'max-chunks']) showFieldError(byId(id, HTMLElement), 'numbers-error')
  }

  #show({ field, place, message }: Problem): void {
    const element = byId(field, HTMLElement)
    showFieldError(element, place, message)
    element.focus()
  }
}
