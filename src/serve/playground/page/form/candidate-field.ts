import type { Candidate } from '../../core/candidate.ts'
import { formatCount } from '../../core/format-number.ts'
import { listTextFields } from '../../core/list-text-fields.ts'
import { type ParsedCandidates, parseCandidates, UnreadableCandidates } from '../../core/parse-candidates.ts'
import { byId } from '../dom/by-id.ts'
import { acceptFiles } from './accept-files.ts'
import { showFieldError } from './field-error.ts'
import { Problem } from './problem.ts'

/** Candidates and the fields that are read of them: typed, pasted, loaded or dropped. */
export class CandidateField {
  readonly #text: HTMLTextAreaElement = byId('candidates', HTMLTextAreaElement)
  readonly #fields: HTMLInputElement = byId('fields', HTMLInputElement)
  readonly #onQuery: (query: string) => void
  #pause: ReturnType<typeof setTimeout> | undefined
  #query: string | undefined

  /**
   * @param onQuery - Hears of a query that stands among the candidates.
   * @param onChange - Hears that a file was loaded.
   */
  constructor({ onQuery, onChange }: { onQuery: (query: string) => void; onChange: () => void }) {
    this.#onQuery = onQuery
    this.#text.addEventListener('input', () => {
      clearTimeout(this.#pause)
      this.#pause = setTimeout(() => this.#look(), 250)
    })
    acceptFiles({
      button: byId('load', HTMLButtonElement),
      input: byId('file', HTMLInputElement),
      area: byId('candidates-field', HTMLElement),
      onText: (text) => {
        this.set({ text })
        onChange()
      },
      onProblem: (problem) => showFieldError(this.#text, 'candidates-error', problem),
    })
    // A browser that comes back to the page puts in again what stood here, once the page is there.
    addEventListener('pageshow', () => this.#look({ restored: true }))
  }

  set({ text, fields = [] }: { text: string; fields?: readonly string[] }): void {
    this.#text.value = text
    this.#text.scrollTop = 0
    this.#fields.value = fields.join(', ')
    this.#query = undefined
    this.#look()
  }

  /**
   * The candidates, and the fields that are read of objects.
   *
   * @throws Problem
   */
  read(): { candidates: readonly Candidate[]; fields: readonly string[] } {
    const { candidates } = readCandidates(this.#text.value)
    if (candidates.length === 0) throw problem('There are no candidates. Paste some, load a file, or try an example.')
    const fields = this.#chosenFields(candidates)
    const needed = fields.length === 0 ? ['text'] : fields
    const place = candidates.findIndex(
      (each) => typeof each !== 'string' && !needed.some((name) => typeof each[name] === 'string'),
    )
    if (place === -1) return { candidates, fields }
    const names = needed.map((name) => `“${name}”`).join(' or ')
    throw problem(`Candidate ${place + 1} has no text in ${names}. Name the fields that are read.`)
  }

  #chosenFields(candidates: readonly Candidate[]): string[] {
    if (candidates.every((each) => typeof each === 'string')) return []
    return this.#fields.value.split(/[,\s]+/).filter((name) => name !== '')
  }

  /** Reads the text, and says below it what it was read as. The query of a restored page stands in its own field. */
  #look({ restored = false } = {}): void {
    const told = byId('candidates-read', HTMLElement)
    try {
      const { candidates, format, query } = readCandidates(this.#text.value)
      const noun = candidates.length === 1 ? 'candidate' : 'candidates'
      told.textContent = candidates.length === 0 ? '' : `${formatCount(candidates.length)} ${noun}, read as ${format}`
      showFieldError(this.#text, 'candidates-error')
      this.#showFields(candidates)
      if (query !== undefined && query !== this.#query && !restored) this.#onQuery(query)
      this.#query = query
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      told.textContent = ''
      showFieldError(this.#text, 'candidates-error', error.message)
    }
  }

  #showFields(candidates: readonly Candidate[]): void {
    const names = listTextFields(candidates)
    byId('fields-field', HTMLElement).hidden = candidates.every((each) => typeof each === 'string')
    byId('fields-hint', HTMLElement).textContent =
      names.length === 0 ? 'The objects have no fields with text.' : `With text: ${names.slice(0, 12).join(', ')}`
  }
}

function readCandidates(text: string): ParsedCandidates {
  try {
    return parseCandidates(text)
  } catch (error) {
    throw error instanceof UnreadableCandidates ? problem(error.message) : error
  }
}

function problem(message: string): Problem {
  return new Problem({ field: 'candidates', message })
}
