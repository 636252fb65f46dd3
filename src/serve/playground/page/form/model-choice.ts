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
    const known = [...this.#first.options].map(({ value }) => value)
    if (known.join('\n') === this.#models.map(({ id }) => id).join('\n')) {
      this.#nameAnew()
      return
    }
    this.#first.replaceChildren(...this.#models.map(option))
    if (this.#models.some(({ id }) => id === chosen)) this.#first.value = chosen
    this.#offerOthers()
  }

  /** Names of one or two models; none where the server's models are not known. */
  get chosen(): string[] {
    return [this.#first.value, this.#second.value].filter((name) => name !== '')
  }

  get someLoading(): boolean {
    return this.#models.some(({ secondpass }) => secondpass?.state === 'loading')
  }

  isLocal(name: string): boolean {
    return this.#models.find(({ id }) => id === name)?.secondpass?.local ?? false
  }

  focus(): void {
    this.#first.focus()
  }

  /** Tells the state of each model as it is now; a list that somebody has opened stays as it is. */
  #nameAnew(): void {
    for (const choice of [...this.#first.options, ...this.#second.options]) {
      const model = this.#models.find(({ id }) => id === choice.value)
      if (model !== undefined) choice.textContent = nameOf(model)
    }
  }

  #offerOthers(): void {
    const chosen = this.#second.value
    const others = this.#models.filter(({ id }) => id !== this.#first.value)
    this.#second.replaceChildren(make('option', { value: '' }, 'no other model'), ...others.map(option))
    if (others.some(({ id }) => id === chosen)) this.#second.value = chosen
    this.#second.disabled = others.length === 0
  }
}

function option(model: ListedModel): HTMLOptionElement {
  return make('option', { value: model.id }, nameOf(model))
}

function nameOf({ id, secondpass }: ListedModel): string {
  const state = secondpass?.state
  return state === undefined || state === 'ready' ? id : `${id} (${state})`
}
