import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { mergeGraphs } from './merge-graphs.ts'
import { onnxMessages } from './onnx-messages.ts'
import { paths } from './paths.ts'
import { readStages } from './read-stages.ts'

/**
 * Writes the embedded model as one graph in Hugging Face's layout, because transformers.js reads one graph a model.
 * Same weights, same operations; `model_quantized.onnx` is what its dtype `q8` looks for.
 */
export function mergeStages(): void {
  const models = readStages().map((file) => onnxMessages.read(readFileSync(file)))
  mkdirSync(join(paths.mergedModel, 'onnx'), { recursive: true })
  writeFileSync(join(paths.mergedModel, 'onnx', 'model_quantized.onnx'), onnxMessages.write(mergeGraphs(models)))
  for (const name of ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'special_tokens_map.json']) {
    copyFileSync(join(paths.model, name), join(paths.mergedModel, name))
  }
}
