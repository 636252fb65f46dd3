import { listModels } from './list-models.ts'
import type { ModelConfig, ServeConfig } from './serve-config.ts'
import { suggest } from './strict-object.ts'

/** What is wrong with the names of a configuration: those that lead nowhere, or two ways. */
export function checkNames(config: ServeConfig): string[] {
  const models = listModels(config)
  const names = [...models.keys()]
  return [
    ...names.flatMap((name) => checkName(name)),
    ...[...models].flatMap(([name, model]) => checkModel({ name, model, names })),
    ...Object.entries(config.aliases ?? {}).flatMap(([alias, name]) => checkAlias({ alias, name, names })),
  ]
}

function checkName(name: string): string[] {
  // Names go into headers, metrics and logs.
  if (name !== '*' && /^[\x21-\x7e]{1,200}$/.test(name)) return []
  return [`models: ${JSON.stringify(name)} is no name. It must be of 1 to 200 visible ASCII characters, and not \`*\`.`]
}

function checkModel({
  name,
  model: { model, fallback = [], degrade, ...options },
  names,
}: {
  name: string
  model: ModelConfig
  names: readonly string[]
}): string[] {
  const problems: string[] = []
  const other = degrade?.model
  if (other !== undefined && (other === name || !names.includes(other))) {
    const reason = other === name ? 'is the model itself' : `there is no model \`${other}\`.${suggest(other, names)}`
    problems.push(`models.${name}.degrade.model: ${reason}`)
  }
  if (fallback.includes(name)) problems.push(`models.${name}.fallback: \`${name}\` is the model itself`)
  if (typeof model === 'object') {
    const { cache: _, budget: __, depth: ___, queue: ____, ...foreign } = options
    for (const key of Object.keys(foreign)) {
      problems.push(
        `models.${name}.${key}: is of models that are named; a reranker of your own has its options already`,
      )
    }
  }
  return problems
}

function checkAlias({ alias, name, names }: { alias: string; name: string; names: readonly string[] }): string[] {
  if (names.includes(alias)) return [`aliases.${alias}: a model has this name`]
  if (alias === '' || alias.length > 200) return ['aliases: a name must be of 1 to 200 characters']
  if (names.includes(name)) return []
  return [`aliases.${alias}: there is no model \`${name}\`.${suggest(name, names)} Models: ${names.join(', ')}`]
}
