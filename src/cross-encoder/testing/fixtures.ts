import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = new URL('../../../', import.meta.url)

/** A BERT of 2 small layers with random weights, in Hugging Face's layout; window 128. */
export const tinyBert: string = fileURLToPath(new URL('fixtures/tiny-bert', root))
/** The same weights as a graph a layer, with a `secondpass.json`. */
export const tinyBertStaged: string = fileURLToPath(new URL('fixtures/tiny-bert-staged', root))
export const embeddedModel: string = fileURLToPath(new URL('models/secondpass-en', root))

/** A tiny model of random weights for every architecture, and what the reference makes of its pairs. */
export const architecturesFolder: string = fileURLToPath(new URL('fixtures/architectures', root))

/** A pair as the Python reference reads and scores it. */
export interface ReferencePair {
  readonly name: string
  readonly query: string
  readonly document: string
  readonly maxTokens: number
  readonly ids: readonly number[]
  readonly queryTruncated: boolean
  readonly documentTruncated: boolean
  readonly tokenTypeIds?: readonly number[]
  readonly logit?: number
}

/** A pair of one of the architectures: with all numbers of the model's answer, and the score that comes of them. */
export interface ArchitecturePair extends Omit<ReferencePair, 'logit' | 'tokenTypeIds'> {
  readonly tokenTypeIds: readonly number[] | null
  readonly logits: readonly number[]
  readonly score: number
}

export function readArchitecturePairs(name: string): ArchitecturePair[] {
  return readPairs<ArchitecturePair>(`architectures/${name}`)
}

/** A pair with its logit in every number format that the model comes in. */
export interface FormatPair extends Omit<ReferencePair, 'logit' | 'tokenTypeIds'> {
  readonly logits: Readonly<Record<string, number>>
}

export function readFormatPairs(name: string): FormatPair[] {
  return readPairs<FormatPair>(`architectures/${name}-dtypes`)
}

type Recipe = string | { readonly repeat: string; readonly times: number }

/** Reads the pairs of `fixtures/parity/NAME.jsonl`, with their long texts written out. */
export function readReferencePairs(name: string): ReferencePair[] {
  return readPairs<ReferencePair>(name)
}

function readPairs<Pair extends { query: string; document: string }>(name: string): Pair[] {
  const lines = readFileSync(new URL(`fixtures/parity/${name}.jsonl`, root), 'utf8')
    .trimEnd()
    .split('\n')
  return lines.map((line) => {
    const pair = JSON.parse(line) as { query: Recipe; document: Recipe }
    return { ...pair, query: writeOut(pair.query), document: writeOut(pair.document) } as Pair
  })
}

function writeOut(text: Recipe): string {
  return typeof text === 'string' ? text : text.repeat.repeat(text.times)
}

/** A model's own pairs with the logits that it ought to give them, one a stage. */
export interface SelfCheck {
  readonly tolerance: number
  readonly pairs: readonly { readonly query: string; readonly document: string; readonly logits: readonly number[] }[]
}

export function readSelfCheck(folder: string): SelfCheck {
  return JSON.parse(readFileSync(`${folder}/secondpass.json`, 'utf8')).selfCheck
}
