import { makeAddedTokenSplitter, readAddedTokens } from './added-tokens.ts'
import { type Model, makeModel } from './make-model.ts'
import { makeNormalizer } from './make-normalizer.ts'
import { makePreTokenizer } from './make-pre-tokenizer.ts'
import { rememberWords } from './remember-words.ts'

/** A word of normalized text, or an added token. */
export type Word = { readonly text: string; readonly id?: number }

/** The steps from a text to its tokens, as a `tokenizer.json` has them. */
export interface TextReader {
  readonly model: Model
  words: (text: string) => Word[]
  /** The texts of the added tokens. */
  readonly addedTokens: readonly string[]
}

/** Makes the steps that a parsed `tokenizer.json` asks for; `addedTokens` says whether text can name added tokens. */
export function makeTextReader(
  json: Readonly<Record<string, unknown>>,
  { addedTokens }: { addedTokens: boolean },
): TextReader {
  const { model, vocab, size } = makeModel(json['model'])
  const normalize = makeNormalizer(json['normalizer'])
  const preTokenize = makePreTokenizer(json['pre_tokenizer'], { marksFirst: normalize === undefined })
  const tokens = readAddedTokens({ value: json['added_tokens'], vocab, size })
  const known = addedTokens ? tokens : []
  const asTheyStand = makeAddedTokenSplitter(
    known.filter(({ normalized }) => !normalized).map((token) => [token.content, token] as const),
  )
  const normalized = makeAddedTokenSplitter(
    known
      .filter((token) => token.normalized)
      .map((token) => [normalize?.(token.content) ?? token.content, token] as const),
  )

  const words = (text: string): Word[] =>
    asTheyStand(text).flatMap((section) => {
      if (section.token) return [{ text: section.text, id: section.token.id }]
      return normalized(normalize?.(section.text) ?? section.text).flatMap((part) => {
        if (part.token) return [{ text: part.text, id: part.token.id }]
        if (part.text === '') return []
        return preTokenize(part.text, section.start + part.start === 0).map((word) => ({ text: word }))
      })
    })
  return { model: rememberWords(model), words, addedTokens: tokens.map(({ content }) => content) }
}
