import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { detectCpuFeatures } from './cpu-features.ts'
import { invalidModel } from './invalid-model.ts'
import { type Dtype, selectModelFiles } from './select-model-files.ts'

/** Everything that a folder in Hugging Face's layout lacks to be a model, and not only what reading it ended at. */
export function findMissingFiles(folder: string, dtype: Dtype | undefined): string[] {
  const files = [...namesIn(folder), ...namesIn(join(folder, 'onnx')).map((name) => `onnx/${name}`)]
  if (files.includes('secondpass.json')) return []
  const problems = ['config.json', 'tokenizer.json']
    .filter((name) => !files.includes(name))
    .map((name) => invalidModel(`lacks the file ${name}`).message)
  try {
    selectModelFiles({ files, dtype, cpu: detectCpuFeatures() })
  } catch (error) {
    problems.push((error as Error).message)
  }
  return problems
}

function namesIn(folder: string): string[] {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(folder) : []
}
