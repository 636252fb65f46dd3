import type { ListedModel } from '../api/server-api.ts'
import { byId } from '../dom/by-id.ts'
import { make } from '../dom/make.ts'

/** The model that is asked, and the one that it is compared with. */
export class ModelChoice {
  readonly #first: HTMLSelectElement = byId('model', HTMLSelectElement)
  readonly #second: HTMLSelectElement = byId('second-model', HTMLSelectElement)
  #models: readonly ListedModel[] = []

  constructor() {
    this.#first.addEventListener('change', () => this.#offerOthers())
  }

  show(models: readonly ListedModel[]): void {
    this.#models = models.filter(({ secondpass }) => secondpass?.aliasOf === undefined)
    const chosen = this.#first.value
    this.#first.replaceChildren(...this.#models.map(option))
    if (this.#models.some(({ id }) => id === chosen)) this.#first.value = chosen
    this.#offerOthers()
  }

  /** Names of one or two models; none where the server's models are not known. */
  get chosen(): string[] {
    return [this.#first.value, this.#second.value].filter((name) => name !== '')
  }

  isLocal(name: string): boolean {
    return this.#models.find(({ id }) => id === name)?.secondpass?.local ?? false
  }

  focus(): void {
    this.#first.focus()
  }

  #offerOthers(): void {
    const chosen = this.#second.value
    const others = this.#models.filter(({ id }) => id !== this.#first.value)
    this.#second.replaceChildren(make('option', { value: '' }, 'no other model'), ...others.map(option))
    if (others.some(({ id }) => id === chosen)) this.#second.value = chosen
    this.#second.disabled = others.length === 0
  }
}

function option({ id, secondpass }: ListedModel): HTMLOptionElement {
  const state = secondpass?.state
  return make('option', { value: id }, state === undefined || state === 'ready' ? id : `${id} (${state})`)
}
