import { SecondpassError } from '../../reranker/index.ts'
import { invalidModel } from '../invalid-model.ts'
import { type PairTemplate, readPairTemplate } from '../pair-template.ts'
import { trimRight } from './make-normalizer.ts'
import { readTokenizerJson } from './read-tokenizer-json.ts'
import { makeTextReader, type TextReader, type Word } from './text-reader.ts'

/** Token ids from the start of a text. */
export interface TokenPrefix {
  readonly ids: readonly number[]
  /** Whether these are all tokens of the text. */
  readonly complete: boolean
}

/** Characters to read for one wanted token at first: more than ordinary text needs, so that one reading is enough. */
const charactersPerToken = 8
/** Tokens to read for beyond the wanted ones when a text is cut: what stands near the cut is not used. */
const surplus = 128
/** Characters before a cut that may read otherwise with what follows: of a grapheme, or of a word of some pattern. */
const margin = 64

/** A model's tokenizer, without special tokens; `encodePair` adds those. */
export class TextTokenizer {
  /** The texts of its added tokens, special or not. */
  readonly addedTokens: readonly string[]
  readonly #reader: TextReader
  readonly #longestAddedToken: number
  readonly #readTemplate: () => PairTemplate
  #template: PairTemplate | undefined

  constructor({ reader, readTemplate }: { reader: TextReader; readTemplate: () => PairTemplate }) {
    this.#reader = reader
    this.addedTokens = reader.addedTokens
    this.#longestAddedToken = Math.max(0, ...reader.addedTokens.map(({ length }) => length))
    this.#readTemplate = readTemplate
  }

  /** Reads the `tokenizer.json` of a model folder. */
  static async load(folder: string, options: { addedTokens?: boolean } = {}): Promise<TextTokenizer> {
    return TextTokenizer.fromJson(await readTokenizerJson(folder), options)
  }

  /**
   * Makes the tokenizer that a parsed `tokenizer.json` describes. Without `addedTokens`, no text names an added token: the
   * name of a special one is so many plain signs.
   */
  static fromJson(
    json: Readonly<Record<string, unknown>>,
    { addedTokens = true }: { addedTokens?: boolean } = {},
  ): TextTokenizer {
    try {
      return new TextTokenizer({
        reader: makeTextReader(json, { addedTokens }),
        readTemplate: () => readPairTemplate(json),
      })
    } catch (cause) {
      if (cause instanceof SecondpassError) throw cause
      throw invalidModel('has a tokenizer.json that could not be read', cause)
    }
  }

  /** How a query and a text are joined; a tokenizer need not say it. */
  get template(): PairTemplate {
    this.#template ??= this.#readTemplate()
    return this.#template
  }

  /** The first `limit` tokens of `text`. Reads only as much of a long text as it must. */
  encodePrefix(text: string, limit: number): TokenPrefix {
    for (let characters = (limit + surplus) * charactersPerToken; characters < text.length; characters *= 4) {
      const ids = this.#encodeStart(cut(text, characters), limit + 1)
      if (ids.length > limit) return { ids: ids.slice(0, limit), complete: false }
    }
    const ids = this.#encodeWords(this.#reader.words(text.toWellFormed()), limit + 1)
    return { ids: ids.slice(0, limit), complete: ids.length <= limit }
  }

  /** All tokens of `text`. */
  encode(text: string): number[] {
    return this.#encodeWords(this.#reader.words(text.toWellFormed()), Infinity)
  }

  /** How many tokens `text` has. */
  count(text: string): number {
    return this.encode(text).length
  }

  /** The first tokens of a text that goes on, `enough` of them if what follows cannot change so many. */
  #encodeStart(text: string, enough: number): number[] {
    const words = this.#reader.words(text)
    let unsure = margin + this.#longestAddedToken
    let sure = words.length
    // At least the last word is not sure.
    while (sure > 0 && (sure === words.length || unsure > 0)) unsure -= (words[--sure] as Word).text.length
    const ids = this.#encodeWords(words.slice(0, sure), enough)
    const next = words[sure]
    // Of a long word, all that is not near the cut, as far as the model can tell.
    if (ids.length < enough && next && next.id === undefined && unsure < 0)
      ids.push(
        ...(this.#reader.model.tokenizeStart?.(next.text.slice(0, unsure).toWellFormed()) ?? []).slice(0, enough),
      )
    return ids
  }

  /** The tokens of words, and no more words than give `enough`. */
  #encodeWords(words: readonly Word[], enough: number): number[] {
    const ids: number[] = []
    for (const { text, id } of words) {
      if (ids.length >= enough) break
      if (id !== undefined) ids.push(id)
      else for (const token of this.#reader.model.tokenize(text)) ids.push(token)
    }
    return ids
  }
}

/** The start of a text, cut at white space if there is some: what stands before seldom depends on what follows then. */
function cut(text: string, characters: number): string {
  let end = characters
  while (end > characters / 2 && !/\p{White_Space}/u.test(text[end] as string)) end--
  return trimRight(text.slice(0, end > characters / 2 ? end : characters).toWellFormed())
}
