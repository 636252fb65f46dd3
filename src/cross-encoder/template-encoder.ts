import { encodePair, queryLimit } from './encode-pair.ts'
import type { EncodedPair, PairEncoder, PairTexts } from './pair-encoder.ts'
import type { TextTokenizer, TokenPrefix } from './tokenizer/text-tokenizer.ts'

/** Encodes pairs by the tokenizer's own template, such as `[CLS] query [SEP] document [SEP]`. */
export class TemplateEncoder implements PairEncoder {
  readonly #tokenizer: TextTokenizer
  /** The last query's tokens: all pairs of a request have the same query. */
  #last: { key: string; prefix: TokenPrefix } | undefined

  constructor(tokenizer: TextTokenizer) {
    this.#tokenizer = tokenizer
  }

  encode({ query, maxTokens, ...rest }: PairTexts): EncodedPair {
    const prefix = this.#encodeQuery(query, maxTokens)
    return encodePair({ query: prefix, tokenizer: this.#tokenizer, maxTokens, ...rest })
  }

  roomFor({ query, maxTokens }: { query: string; maxTokens: number }): number {
    return maxTokens - this.#tokenizer.template.specialTokens - this.#encodeQuery(query, maxTokens).ids.length
  }

  count(text: string): number {
    return this.#tokenizer.count(text)
  }

  #encodeQuery(query: string, maxTokens: number): TokenPrefix {
    const key = `${maxTokens} ${query}`
    if (this.#last?.key !== key) {
      const limit = queryLimit({ maxTokens, template: this.#tokenizer.template })
      this.#last = { key, prefix: this.#tokenizer.encodePrefix(query, limit) }
    }
    return this.#last.prefix
  }
}
