import { Tokenizer } from '@huggingface/tokenizers'
import { z } from 'zod'
import { readAsReference } from './bert-text.ts'
import { invalidModel } from './invalid-model.ts'
import { readModelJson } from './model-file.ts'
import { type PairTemplate, readPairTemplate } from './pair-template.ts'
import { readTokenizerJson } from './read-tokenizer-json.ts'

/** Token ids from the start of a text. */
export interface TokenPrefix {
  readonly ids: readonly number[]
  /** Whether these are all tokens of the text. */
  readonly complete: boolean
}

/** Characters to read for one wanted token at first: more than ordinary text needs, so that one reading is enough. */
const charactersPerToken = 8
/**
 * Tokens read beyond the wanted ones when a text is cut: the cut may fall inside a word, and a word gives at most 100
 * WordPiece tokens (a longer one is a single unknown token), so the wanted ones are as if nothing was cut.
 */
const surplus = 128

/** A model's tokenizer, without special tokens; `encodePair` adds those. */
export class TextTokenizer {
  /** The texts that are read as tokens of their own. */
  readonly addedTokens: readonly string[]
  readonly #tokenizer: Tokenizer
  readonly #json: unknown

  constructor({ tokenizer, json }: { tokenizer: Tokenizer; json: Record<string, unknown> }) {
    this.#tokenizer = tokenizer
    this.#json = json
    this.addedTokens = (json['added_tokens'] as { content: string }[]).map(({ content }) => content)
  }

  get template(): PairTemplate {
    return readPairTemplate(this.#json)
  }

  /** Reads `tokenizer.json` and `tokenizer_config.json` of a model folder. */
  static async load(folder: string, { addedTokens = true }: { addedTokens?: boolean } = {}): Promise<TextTokenizer> {
    const json = await readTokenizerJson(folder)
    if (!addedTokens) json['added_tokens'] = []
    const config = readModelJson({
      folder,
      name: 'tokenizer_config.json',
      schema: z.record(z.string(), z.unknown()),
      optional: true,
    })
    try {
      const tokenizer = new Tokenizer(json, config ?? {})
      readAsReference(tokenizer, json)
      return new TextTokenizer({ tokenizer, json })
    } catch (cause) {
      throw invalidModel('has a tokenizer.json that could not be read', cause)
    }
  }

  /** The first `limit` tokens of `text`. Reads only as much of a long text as it must. */
  encodePrefix(text: string, limit: number): TokenPrefix {
    for (let characters = (limit + surplus) * charactersPerToken; ; characters *= 4) {
      if (characters >= text.length) {
        const ids = this.encode(text)
        return { ids: ids.slice(0, limit), complete: ids.length <= limit }
      }
      const ids = this.encode(text.slice(0, characters).toWellFormed())
      if (ids.length >= limit + surplus) return { ids: ids.slice(0, limit), complete: false }
    }
  }

  /** How many tokens `text` has. */
  count(text: string): number {
    return this.encode(text).length
  }

  encode(text: string): number[] {
    return this.#tokenizer.encode(text, { add_special_tokens: false }).ids
  }
}
