import { ServeError } from '../serve-error.ts'
import type { ServedModel } from './served-model.ts'
import { unnamedModels } from './unnamed-models.ts'

/** The models of a server, by their names. */
export class ModelRegistry {
  readonly #models: ReadonlyMap<string, ServedModel>
  readonly #aliases: ReadonlyMap<string, string>

  constructor({ models, aliases }: { models: readonly ServedModel[]; aliases: Readonly<Record<string, string>> }) {
    this.#models = new Map(models.map((model) => [model.name, model]))
    this.#aliases = new Map(Object.entries(aliases))
  }

  get all(): readonly ServedModel[] {
    return [...this.#models.values()]
  }

  /** Other names, and what they stand for. */
  get aliases(): ReadonlyMap<string, string> {
    return this.#aliases
  }

  /**
   * The model of a name; the first one where a client names none, or sends what stands for none and is no model's name here.
   *
   * @throws ServeError 404.
   */
  find(name: string | undefined): ServedModel {
    if (name === undefined) return this.all[0] as ServedModel
    const model = this.#models.get(name) ?? this.#models.get(this.#aliases.get(name) ?? '')
    if (model !== undefined) return model
    if (unnamedModels.includes(name)) return this.all[0] as ServedModel
    const other = this.#models.get(this.#aliases.get('*') ?? '')
    if (other !== undefined) return other
    const known = [...this.#models.keys()].map((each) => `'${each}'`).join(', ')
    const message = `model not found: this server has ${known}. Its operator can give one of them another name with --alias.`
    throw new ServeError({ code: 'model_not_found', status: 404, message })
  }
}
