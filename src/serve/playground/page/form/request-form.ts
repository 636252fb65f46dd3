import type { Explanation } from '../../core/explain-failure.ts'
import type { PlaygroundRequest } from '../../core/rerank-request.ts'
import { byId } from '../dom/by-id.ts'
import { CandidateField } from './candidate-field.ts'
import { showExamples } from './example-buttons.ts'
import { showFieldError } from './field-error.ts'
import { ModelChoice } from './model-choice.ts'
import { readNumberField } from './number-field.ts'

/** The form: what is asked. */
export class RequestForm {
  readonly models: ModelChoice = new ModelChoice()
  readonly #query: HTMLTextAreaElement = byId('query', HTMLTextAreaElement)
  readonly #maxChunks: HTMLInputElement = byId('max-chunks', HTMLInputElement)
  readonly #candidates: CandidateField = new CandidateField({
    onQuery: (query) => {
      this.#query.value = query
    },
  })

  constructor() {
    showExamples({
      onChoose: ({ query, candidates, fields, maxChunks }) => {
        const text = candidates.map((each) => (typeof each === 'string' ? each : JSON.stringify(each))).join('\n')
        this.#candidates.set({ text, fields: fields ?? [] })
        this.#query.value = query
        this.#maxChunks.value = maxChunks === undefined ? '' : String(maxChunks)
        this.#clearErrors()
      },
    })
  }

  /** The form as one request a model, or nothing where it says what is wrong, with the focus there. */
  read(): PlaygroundRequest[] | undefined {
    this.#clearErrors()
    const query = this.#query.value.trim()
    if (query === '') return this.#refuse({ field: 'query', message: 'There is no query. Say what is looked for.' })
    const list = this.#candidates.read()
    if (list === undefined) return void this.#candidates.focus()
    const depth = readNumberField({ id: 'depth', name: 'Depth', least: 0 })
    const topK = readNumberField({ id: 'top-k', name: 'Top K', least: 1 })
    const maxChunks = readNumberField({ id: 'max-chunks', name: 'Parts', least: 1 })
    if (depth === 'bad' || topK === 'bad' || maxChunks === 'bad') return undefined
    return this.models.chosen.map((model) => ({ model, query, ...list, depth, topK, maxChunks }))
  }

  /** Shows a failure of the server at the field that it is about, where that is one of these. */
  explain({ field, detail, advice }: Explanation): void {
    if (field === 'candidates' || field === 'model') this.#refuse({ field, message: `${detail} ${advice}` })
  }

  #clearErrors(): void {
    showFieldError(this.#query, 'query-error')
    showFieldError(byId('model', HTMLSelectElement), 'model-error')
    for (const id of ['depth', 'top-k', 'max-chunks']) showFieldError(byId(id, HTMLInputElement), 'numbers-error')
  }

  #refuse({ field, message }: { field: 'query' | 'candidates' | 'model'; message: string }): undefined {
    if (field === 'candidates') this.#candidates.refuse(message)
    else showFieldError(byId(field, HTMLElement), `${field}-error`, message)
    byId(field, HTMLElement).focus()
  }
}
