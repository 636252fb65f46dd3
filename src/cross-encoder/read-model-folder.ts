import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { SecondpassError } from '../reranker/index.ts'
import { detectCpuFeatures } from './cpu-features.ts'
import { invalidModel } from './invalid-model.ts'
import {
  configSchema,
  type HuggingFaceConfig,
  manifestSchema,
  sentenceTransformersSchema,
  tokenizerConfigSchema,
} from './manifest-schema.ts'
import type { ModelDescription } from './model-description.ts'
import { readModelJson, requireModelFile } from './model-file.ts'
import { readPrompt } from './read-prompt.ts'
import { readScoreHead, scaleOf } from './score-head.ts'
import { type Dtype, selectModelFiles } from './select-model-files.ts'

/**
 * Reads what a model folder says of itself: `secondpass.json` where there is one, else the Hugging Face layout
 * (`config.json` and ONNX graphs). Small files only; graphs and tokenizer are read by the workers.
 *
 * @throws SecondpassError `model_not_found` when there is no such folder, `invalid_model` when a file is missing or wrong.
 */
export function readModelFolder(
  path: string,
  { dtype, id }: { dtype?: Dtype | undefined; id?: string } = {},
): ModelDescription {
  const folder = resolve(path)
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new SecondpassError({ code: 'model_not_found', message: `There is no model folder ${path}.` })
  }
  requireModelFile(folder, 'tokenizer.json')
  const description = existsSync(join(folder, 'secondpass.json'))
    ? fromManifest(folder, dtype)
    : fromConfig(folder, dtype)
  return id === undefined ? description : { ...description, id }
}

function fromManifest(folder: string, dtype: Dtype | undefined): ModelDescription {
  const manifest = readModelJson({ folder, name: 'secondpass.json', schema: manifestSchema })
  if (dtype !== undefined && dtype !== manifest.dtype)
    throw invalidModel(`is there as ${manifest.dtype}, and not as ${dtype}`)
  const { id, revision, architecture, window, selfCheck } = manifest
  return {
    id,
    revision,
    folder,
    architecture,
    dtype: manifest.dtype,
    stages: manifest.stages.map(({ file }) => ({ file: requireModelFile(folder, file) })),
    window,
    firstPosition: 0,
    defaultMaxTokens: Math.min(manifest.defaultMaxTokens, window),
    head: { kind: 'one-logit' },
    scale: manifest.score.activation === 'sigmoid' ? 'sigmoid' : 'logit',
    ...(selfCheck && {
      selfCheck: {
        tolerance: selfCheck.tolerance,
        pairs: selfCheck.pairs.map(({ query, document, logits }) => ({
          query,
          document,
          logit: logits.at(-1) as number,
        })),
      },
    }),
  }
}

function fromConfig(folder: string, dtype: Dtype | undefined): ModelDescription {
  const config = readModelJson({ folder, name: 'config.json', schema: configSchema })
  const own = readModelJson({
    folder,
    name: 'config_sentence_transformers.json',
    schema: sentenceTransformersSchema,
    optional: true,
  })
  const architecture = config.model_type ?? 'unknown'
  const activation = own?.activation_fn
  const settings = activation ? { ...config, sentence_transformers: { activation_fn: activation } } : config
  const causal = config.architectures?.some((name) => name.endsWith('ForCausalLM')) ?? false
  const files = ['', 'onnx/'].flatMap((prefix) => namesIn(join(folder, prefix)).map((name) => prefix + name))
  const selected = selectModelFiles({ files, dtype, cpu: detectCpuFeatures() })
  const firstPosition = firstPositionOf(config)
  const window = windowOf({ config, folder, firstPosition })
  return {
    id: basename(folder),
    folder,
    architecture,
    dtype: selected.dtype,
    stages: [{ file: requireModelFile(folder, selected.graph) }],
    window,
    firstPosition,
    defaultMaxTokens: Math.min(512, window),
    ...(causal ? { ...readPrompt({ folder, config }), scale: scaleOf(settings) } : readScoreHead(settings)),
  }
}

function namesIn(folder: string): string[] {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(folder) : []
}

/** Architectures of RoBERTa's kind number positions from behind the padding token's, so that many are lost. */
const offsetPositions = new Set(['roberta', 'xlm-roberta', 'xlm-roberta-xl', 'camembert', 'mpnet'])

function firstPositionOf({ model_type = '', pad_token_id }: HuggingFaceConfig): number {
  return offsetPositions.has(model_type) ? (pad_token_id ?? 1) + 1 : 0
}

function windowOf({
  config,
  folder,
  firstPosition,
}: {
  config: HuggingFaceConfig
  folder: string
  firstPosition: number
}): number {
  const positions = config.max_position_embeddings ?? 512
  const named = readModelJson({ folder, name: 'tokenizer_config.json', schema: tokenizerConfigSchema, optional: true })
  const limit = named?.model_max_length ?? Number.POSITIVE_INFINITY
  const window = Math.min(positions - firstPosition, limit >= 8 ? Math.floor(limit) : Number.POSITIVE_INFINITY)
  if (window < 8) throw invalidModel(`reads ${window} tokens at most; 8 are needed for a pair`)
  return window
}
