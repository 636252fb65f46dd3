import { readFile, stat } from 'node:fs/promises'
import { invalidModel } from './invalid-model.ts'
import { requireModelFile } from './model-file.ts'

const limits = {
  /** The largest in use, of models with 250,000 tokens, are about 35 MB. */
  bytes: 64 * 1024 * 1024,
  addedTokens: 20_000,
  patternCharacters: 4096,
}

/**
 * Reads a `tokenizer.json` that may come from anywhere: bounded in size, in added tokens, and in its regular expressions,
 * which a JavaScript engine runs by backtracking, for ever if they are made so.
 */
export async function readTokenizerJson(folder: string): Promise<Record<string, unknown>> {
  const path = requireModelFile(folder, 'tokenizer.json')
  const { size } = await stat(path)
  if (size > limits.bytes)
    throw invalidModel(`has a tokenizer.json of ${Math.round(size / 1e6)} MB; more than 64 MiB are not read`)
  let json: unknown
  try {
    json = JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    throw invalidModel('has a tokenizer.json that is not JSON', cause)
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw invalidModel('has a tokenizer.json that holds no object')
  const tokenizer = json as Record<string, unknown>
  const added = tokenizer['added_tokens']
  if (Array.isArray(added) && added.length > limits.addedTokens) {
    throw invalidModel(`has ${added.length} added tokens; more than ${limits.addedTokens} are not read`)
  }
  for (const part of ['normalizer', 'pre_tokenizer', 'post_processor', 'decoder']) checkPatterns(tokenizer[part], 0)
  return tokenizer
}

function checkPatterns(value: unknown, depth: number): void {
  if (depth > 32) throw invalidModel('has a tokenizer.json that nests too deep')
  if (typeof value !== 'object' || value === null) return
  for (const [key, child] of Object.entries(value)) {
    if (key === 'Regex' && typeof child === 'string') checkPattern(child)
    else checkPatterns(child, depth + 1)
  }
}

function checkPattern(pattern: string): void {
  if (pattern.length > limits.patternCharacters)
    throw invalidModel('has a regular expression of more than 4,096 characters in its tokenizer.json')
  if (hasExplosiveRepetition(pattern)) {
    throw invalidModel(
      'has a regular expression in its tokenizer.json that repeats a repetition or alternatives, which can take for ever',
    )
  }
}

/**
 * Whether a group that is repeated without bound holds another unbounded repetition or alternatives, as in `(a+)+` and
 * `(a|ab)*`: the forms that backtracking explodes on. None of the tokenizers in use has them.
 */
export function hasExplosiveRepetition(pattern: string): boolean {
  /** For every open group, whether it holds an unbounded repetition or alternatives. */
  const open: boolean[] = [false]
  for (let place = 0; place < pattern.length; place++) {
    const character = pattern[place]
    let atomRepeats = false
    if (character === '\\') place++
    else if (character === '[') place = endOfClass(pattern, place)
    else if (character === '(') {
      open.push(false)
      continue
    } else if (character === '|') {
      open[open.length - 1] = true
      continue
    } else if (character === ')') {
      atomRepeats = open.pop() ?? false
      if (open.length === 0) open.push(false)
    }
    const repeated = isUnbounded(pattern, place + 1)
    if (repeated && atomRepeats) return true
    if (repeated || atomRepeats) open[open.length - 1] = true
  }
  return false
}

/** The place of the bracket that closes a character class; classes nest in Oniguruma. */
function endOfClass(pattern: string, start: number): number {
  let depth = 0
  for (let place = start; place < pattern.length; place++) {
    if (pattern[place] === '\\') place++
    else if (pattern[place] === '[') depth++
    else if (pattern[place] === ']' && --depth === 0) return place
  }
  return pattern.length
}

function isUnbounded(pattern: string, place: number): boolean {
  return /^(?:[*+]|\{\d*,\})/.test(pattern.slice(place, place + 12))
}
