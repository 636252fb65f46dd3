import { basename, resolve } from 'node:path'
import { InvalidArgumentError } from 'commander'
import { resolveModelName } from '../../resolve-model-name.ts'

type Names = Record<string, string>

/** Reads `MODEL` or `NAME=MODEL`, several with commas, and adds them to those before. */
export function toModels(text: string, before: Names = {}): Names {
  const models: Names = { ...before }
  for (const part of split(text)) {
    const [, name, model] = /^([^=]*)=(.*)$/s.exec(part) ?? [undefined, servedName(part), part]
    if (!name || !model) throw new InvalidArgumentError('It must be a model, or NAME=MODEL.')
    if (Object.hasOwn(models, name)) {
      throw new InvalidArgumentError(`Two models would have the name ${name}. Give one another with NAME=MODEL.`)
    }
    models[name] = model
  }
  return models
}

/** Reads `OTHER=NAME`, several with commas, and adds them to those before. */
export function toAliases(text: string, before: Names = {}): Names {
  const aliases: Names = { ...before }
  for (const part of split(text)) {
    const [, alias, name] = /^([^=]+)=(.+)$/s.exec(part) ?? []
    if (alias === undefined || name === undefined) {
      throw new InvalidArgumentError("It must be OTHER=NAME, such as rerank-v3.5=secondpass-en or '*=secondpass-en'.")
    }
    aliases[alias] = name
  }
  return aliases
}

function split(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/** Clients are to know neither this machine's folders nor a revision. */
function servedName(model: string): string {
  const place = resolveModelName(model)
  if ('folder' in place && place.folder === model) return basename(resolve(model))
  return model.startsWith('hf:') ? model.slice('hf:'.length).replace(/@[^@]*$/, '') : model
}
