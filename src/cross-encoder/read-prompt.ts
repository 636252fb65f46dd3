import { posix } from 'node:path'
import { invalidModel } from './invalid-model.ts'
import {
  type HuggingFaceConfig,
  logitScoreSchema,
  modulesSchema,
  sentenceTransformersSchema,
  tokenizerConfigSchema,
} from './manifest-schema.ts'
import { readModelJson, readModelText } from './model-file.ts'
import type { PromptDescription } from './rerank-prompt.ts'
import type { ScoreHead } from './score-head.ts'

/**
 * The prompt and the answers of a causal language model: as sentence-transformers keeps them (a chat template with the
 * roles `query` and `document`, and the ids of the answers), or Qwen3-Reranker's own where a folder has the model alone.
 *
 * @throws SecondpassError `invalid_model` when a folder does not say how its model reranks.
 */
export function readPrompt({ folder, config }: { folder: string; config: HuggingFaceConfig }): {
  head: ScoreHead
  prompt: PromptDescription
} {
  const modules = readModelJson({ folder, name: 'modules.json', schema: modulesSchema, optional: true })
  const module = modules?.find(({ type }) => type.endsWith('.LogitScore'))
  const own = readModelJson({
    folder,
    name: 'config_sentence_transformers.json',
    schema: sentenceTransformersSchema,
    optional: true,
  })
  const instruction = own?.prompts?.[own.default_prompt_name ?? '']
  const prompt = instruction === undefined ? {} : { instruction }
  if (module !== undefined) {
    const name = posix.join(module.path, 'config.json')
    const { true_token_id: yes, false_token_id: no } = readModelJson({ folder, name, schema: logitScoreSchema })
    const head: ScoreHead = { kind: 'yes-no', ids: { yes, ...(no != null && { no }) } }
    return { head, prompt: { ...prompt, template: readTemplate(folder) } }
  }
  if (config.model_type === 'qwen3') return { head: { kind: 'yes-no' }, prompt }
  throw invalidModel(
    'is a causal language model, and its folder does not say how it reranks. sentence-transformers saves that in modules.json and chat_template.jinja',
  )
}

function readTemplate(folder: string): string {
  const file = readModelText({ folder, name: 'chat_template.jinja', optional: true })
  if (file !== undefined) return file
  const config = readModelJson({ folder, name: 'tokenizer_config.json', schema: tokenizerConfigSchema, optional: true })
  if (typeof config?.chat_template === 'string') return config.chat_template
  throw invalidModel('has no chat template, neither in chat_template.jinja nor in tokenizer_config.json')
}
