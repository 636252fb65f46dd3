import { z } from 'zod'
import { invalidModel } from '../invalid-model.ts'
import { notRead, readComponent } from './read-component.ts'
import { joinedWord, space } from './unicode-tables.ts'

export interface AddedToken {
  readonly id: number
  readonly content: string
  readonly single_word: boolean
  readonly lstrip: boolean
  readonly rstrip: boolean
  /** Whether it is found in normalized text. */
  readonly normalized: boolean
  readonly special: boolean
}

const limit = 20_000
const schema = z.strictObject({
  id: z.number().int().nonnegative(),
  content: z.string().min(1).max(4096),
  single_word: z.boolean(),
  lstrip: z.boolean(),
  rstrip: z.boolean(),
  normalized: z.boolean(),
  special: z.boolean(),
})

/** Reads the added tokens of a `tokenizer.json`. */
export function readAddedTokens({
  value,
  vocab,
  size,
}: {
  value: unknown
  /** The model's own tokens, and how many there are. */
  vocab: ReadonlyMap<string, number>
  size: number
}): AddedToken[] {
  if (value === null || value === undefined) return []
  if (!Array.isArray(value)) throw invalidModel('has a tokenizer.json whose added_tokens are no list')
  if (value.length > limit) throw invalidModel(`has ${value.length} added tokens; more than ${limit} are not read`)
  const tokens = value.map((entry): AddedToken => readComponent({ kind: 'added token', schema, value: entry }))
  const ids = new Map<string, number>()
  let next = size
  for (const { content, id } of tokens) {
    // The reference does not read ids: they are the vocabulary's, or count on from its end.
    const own = vocab.get(content)
    if (ids.has(content) || id !== (own ?? next))
      throw invalidModel(
        `has a tokenizer.json whose added token ${content} is there twice or has another id than it says`,
      )
    ids.set(content, id)
    if (own === undefined || own >= next) next = id + 1
  }
  return tokens
}

/** A stretch of text, or the added token that it is. */
export type Section = { readonly start: number; readonly text: string; readonly token?: AddedToken }

interface Node {
  readonly next: Map<string, Node>
  token?: AddedToken
}

const [lastWord, firstWord] = [new RegExp(`${joinedWord}$`, 'v'), new RegExp(`^${joinedWord}`, 'v')]
const isSpace = new RegExp(space, 'v')

/** Finds added tokens, each by a name: from the left the longest. */
export function makeAddedTokenSplitter(names: readonly (readonly [string, AddedToken])[]): (text: string) => Section[] {
  if (names.length === 0) return (text) => [{ start: 0, text }]
  const root: Node = { next: new Map() }
  for (const [name, token] of names) {
    let node = root
    for (const unit of name.split('')) {
      const next = node.next.get(unit) ?? { next: new Map() }
      node.next.set(unit, next)
      node = next
    }
    if (node.token || name === '')
      throw notRead(`the added token ${token.content}, whose name is empty or another's once normalized`)
    node.token = token
  }
  return (text) => splitAt(text, matchesOf(text, root))
}

function* matchesOf(text: string, root: Node): Generator<{ start: number; end: number; token: AddedToken }> {
  for (let start = 0; start < text.length; start++) {
    let found: { end: number; token: AddedToken } | undefined
    let end = start
    for (let node = root.next.get(text[end++] as string); node; node = node.next.get(text[end++] as string)) {
      if (node.token) found = { end, token: node.token }
    }
    if (!found) continue
    yield { start, ...found }
    start = found.end - 1
  }
}

function splitAt(text: string, matches: Iterable<{ start: number; end: number; token: AddedToken }>): Section[] {
  const sections: Section[] = []
  let done = 0
  for (const match of matches) {
    const { token } = match
    let { start, end } = match
    const touchesWord = () =>
      lastWord.test(text.slice(Math.max(0, start - 2), start)) || firstWord.test(text.slice(end, end + 2))
    if (token.single_word && touchesWord()) continue
    if (token.lstrip) while (start > done && isSpace.test(text[start - 1] as string)) start--
    if (token.rstrip) while (end < text.length && isSpace.test(text[end] as string)) end++
    if (start > done) sections.push({ start: done, text: text.slice(done, start) })
    sections.push({ start, text: text.slice(start, end), token })
    done = end
  }
  if (done < text.length) sections.push({ start: done, text: text.slice(done) })
  return sections
}
