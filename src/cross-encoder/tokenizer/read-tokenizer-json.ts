import { readFile, stat } from 'node:fs/promises'
import { invalidModel } from '../invalid-model.ts'
import { requireModelFile } from '../model-file.ts'

/** The largest in use, of models with 250,000 tokens, are about 35 MB. */
const largest = 64 * 1024 * 1024

/** Reads a `tokenizer.json` that may come from anywhere. What its parts may be, those who make something of them check. */
export async function readTokenizerJson(folder: string): Promise<Record<string, unknown>> {
  const path = requireModelFile(folder, 'tokenizer.json')
  const { size } = await stat(path)
  if (size > largest)
    throw invalidModel(`has a tokenizer.json of ${Math.round(size / 1e6)} MB; more than 64 MiB are not read`)
  let json: unknown
  try {
    json = JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    throw invalidModel('has a tokenizer.json that is not JSON', cause)
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw invalidModel('has a tokenizer.json that holds no object')
  return json as Record<string, unknown>
}
