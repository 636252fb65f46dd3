import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { basename, join, resolve, sep } from 'node:path'
import type { ZodType } from 'zod'
import { SecondpassError } from '../reranker/index.ts'
import { configSchema, manifestSchema } from './manifest-schema.ts'
import type { ModelDescription } from './model-description.ts'

const maxDescriptionBytes = 1_048_576

/**
 * Reads what a model folder says of itself: `secondpass.json` where there is one, else the Hugging Face layout
 * (`config.json`, and `model.onnx` or `onnx/model.onnx`). Small files only; graphs and tokenizer are loaded by the workers.
 *
 * @throws SecondpassError `model_not_found` when there is no such folder, `invalid_model` when a file is missing or wrong.
 */
export function readModelFolder(path: string): ModelDescription {
  const folder = resolve(path)
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new SecondpassError({ code: 'model_not_found', message: `There is no model folder ${path}.` })
  }
  requireFile(folder, 'tokenizer.json')
  if (existsSync(join(folder, 'tokenizer_config.json'))) requireFile(folder, 'tokenizer_config.json')
  return existsSync(join(folder, 'secondpass.json')) ? fromManifest(folder) : fromConfig(folder)
}

function fromManifest(folder: string): ModelDescription {
  const manifest = readDescription({ folder, name: 'secondpass.json', schema: manifestSchema })
  return {
    id: manifest.id,
    revision: manifest.revision,
    folder,
    stages: manifest.stages.map(({ file }) => ({ file: requireFile(folder, file) })),
    window: manifest.window,
    defaultMaxTokens: Math.min(manifest.defaultMaxTokens, manifest.window),
    scale: manifest.score.activation === 'sigmoid' ? 'sigmoid' : 'logit',
  }
}

function fromConfig(folder: string): ModelDescription {
  const config = readDescription({ folder, name: 'config.json', schema: configSchema })
  const labels = config.num_labels ?? Object.keys(config.id2label ?? { '0': '' }).length
  if (labels !== 1) {
    throw invalid(
      `The model in ${basename(folder)} has ${labels} labels. A reranker with one relevance logit is needed.`,
    )
  }
  const graph = ['onnx/model.onnx', 'model.onnx'].find((name) => existsSync(join(folder, name)))
  if (graph === undefined)
    throw invalid(`The model folder ${basename(folder)} has neither onnx/model.onnx nor model.onnx.`)
  const window = config.max_position_embeddings ?? 512
  return {
    id: basename(folder),
    folder,
    stages: [{ file: requireFile(folder, graph) }],
    window,
    defaultMaxTokens: Math.min(512, window),
    // sentence-transformers' rule for one label: a sigmoid, unless the configuration names the identity.
    scale: config.sentence_transformers?.activation_fn?.endsWith('.Identity') ? 'logit' : 'sigmoid',
  }
}

function readDescription<T>({ folder, name, schema }: { folder: string; name: string; schema: ZodType<T> }): T {
  const file = requireFile(folder, name)
  if (statSync(file).size > maxDescriptionBytes) throw invalid(`${name} of ${basename(folder)} is larger than 1 MiB.`)
  let content: unknown
  try {
    content = JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw invalid(`${name} of ${basename(folder)} is not JSON.`, cause)
  }
  const parsed = schema.safeParse(content)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw invalid(`${name} of ${basename(folder)} is not as expected at "${issue?.path.join('.')}": ${issue?.message}.`)
  }
  return parsed.data
}

/** The absolute path of a file that a model folder names; a folder is data from outside, so the file must be inside it. */
function requireFile(folder: string, name: string): string {
  const file = resolve(folder, name)
  if (!file.startsWith(folder + sep))
    throw invalid(`${basename(folder)} names the file "${name}", which is outside the folder.`)
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
    throw invalid(`The model folder ${basename(folder)} lacks the file ${name}.`)
  }
  if (!realpathSync(file).startsWith(realpathSync(folder) + sep)) {
    throw invalid(`${name} of ${basename(folder)} is a link to a place outside the folder.`)
  }
  return file
}

function invalid(message: string, cause?: unknown): SecondpassError {
  return new SecondpassError({ code: 'invalid_model', message, cause })
}
