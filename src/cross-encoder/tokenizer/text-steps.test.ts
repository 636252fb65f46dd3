import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { makeNormalizer } from './make-normalizer.ts'
import { makePreTokenizer } from './make-pre-tokenizer.ts'
import { makeTextReader } from './text-reader.ts'
import { TextTokenizer } from './text-tokenizer.ts'

/** A step or a whole tokenizer, and what the reference makes of texts with it. */
interface Recorded {
  readonly kind: 'normalizer' | 'pre_tokenizer' | 'tokenizer'
  readonly name?: string
  /** The model of the fixtures that the settings are taken from. */
  readonly folder?: string
  readonly settings?: Record<string, unknown>
  readonly cases?: readonly (readonly [string, unknown])[]
  /** Of what becomes of every code point in order. */
  readonly digest?: string
}

const fixtures = new URL('../../../fixtures/', import.meta.url)
const recorded = readFileSync(new URL('parity/text-steps.jsonl', fixtures), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Recorded)
const titled = recorded.map((line) => {
  const { kind, name, folder, settings } = line
  return [name ?? `${kind} ${folder ? `of ${folder}` : JSON.stringify(settings)}`, line] as const
})

function readWith({ kind, folder, settings }: Recorded): (text: string) => unknown {
  const value = folder
    ? JSON.parse(readFileSync(new URL(`architectures/${folder}/tokenizer.json`, fixtures), 'utf8'))[kind]
    : settings
  if (kind === 'normalizer') return makeNormalizer(value) as (text: string) => string
  if (kind === 'pre_tokenizer') {
    const split = makePreTokenizer(value, { marksFirst: true })
    return (text) => (text === '' ? [] : split(text, true))
  }
  const reader = makeTextReader(value, { addedTokens: true })
  const readTemplate = () => expect.fail('not needed')
  const tokenizer = new TextTokenizer({ reader, readTemplate })
  return (text) => tokenizer.encode(text)
}

describe('texts read as the reference reads them', () => {
  it.each(titled.filter(([, { cases }]) => cases))('with %s', (_, line) => {
    const read = readWith(line)
    for (const [text, expected] of line.cases ?? []) expect([text, read(text)]).toEqual([text, expected])
  })
})

describe('every code point reads as the reference reads it', () => {
  let everyCodePoint = ''
  for (let code = 0; code <= 0x10ffff; code++)
    if (code < 0xd800 || code > 0xdfff) everyCodePoint += String.fromCodePoint(code)
  // Characters that come with a later Unicode are not in the record.
  const unicode = Number.parseInt(process.versions['unicode'] ?? '0', 10)

  it.skipIf(unicode > 17).each(titled.filter(([, { digest }]) => digest))('with %s', (_, line) => {
    const result = readWith(line)(everyCodePoint)
    const text = Array.isArray(result) ? result.join('\n') : String(result)
    expect(createHash('sha256').update(text).digest('hex')).toBe(line.digest)
  })
})
