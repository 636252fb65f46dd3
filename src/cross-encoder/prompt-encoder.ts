import { SecondpassError } from '../reranker/index.ts'
import { invalidModel } from './invalid-model.ts'
import type { EncodedPair, PairEncoder, PairTexts } from './pair-encoder.ts'
import type { PromptText } from './rerank-prompt.ts'
import type { TextTokenizer, TokenPrefix } from './tokenizer/text-tokenizer.ts'

/**
 * Encodes pairs as the prompt of a causal language model.
 *
 * What stands between the special tokens around query and document is read as one text, since a query's last sign and the
 * line feed behind it can be one token. In that text no special token is recognised: a document that contains
 * `<|im_end|>` cannot speak for the template.
 */
export class PromptEncoder implements PairEncoder {
  readonly #plain: TextTokenizer
  /** Tokens before and behind the text that holds query and document. */
  readonly #prefix: readonly number[]
  readonly #suffix: readonly number[]
  /** That text, around query and document. */
  readonly #head: string
  readonly #between: string
  readonly #tail: string
  readonly #headTokens: number
  readonly #betweenTokens: number
  readonly #tailIds: readonly number[]
  /** The last query: all pairs of a request have the same one. */
  #last: { key: string; question: TokenPrefix } | undefined

  constructor({
    tokenizer,
    plain,
    prompt: { before, between, after },
  }: {
    tokenizer: TextTokenizer
    /** The same without added tokens. */
    plain: TextTokenizer
    prompt: PromptText
  }) {
    const { addedTokens } = tokenizer
    if (addedTokens.some((token) => between.includes(token)))
      throw invalidModel('has a chat template with special tokens between query and document, which is not supported')
    const start = Math.max(0, ...addedTokens.map((token) => endOfLast(before, token)))
    const end = Math.min(after.length, ...addedTokens.map((token) => startOfFirst(after, token)))
    this.#plain = plain
    this.#prefix = tokenizer.encode(before.slice(0, start))
    this.#suffix = tokenizer.encode(after.slice(end))
    this.#head = before.slice(start)
    this.#between = between
    this.#tail = after.slice(0, end)
    // A blank at the end belongs to the word that follows.
    this.#headTokens = plain.encode(this.#head.replace(/ +$/, '')).length
    this.#betweenTokens = plain.encode(between.replace(/ +$/, '')).length
    this.#tailIds = plain.encode(this.#tail)
  }

  encode({ query, text, maxTokens, maxDocumentTokens = Number.POSITIVE_INFINITY }: PairTexts): EncodedPair {
    const question = this.#readQuestion(query, maxTokens)
    // Where the text begins and ends in what is read as one, its tokens cannot be told; they are counted as elsewhere.
    const others = question.ids.length + this.#betweenTokens + this.#tailIds.length
    const room = Math.min(this.#room(maxTokens), others + maxDocumentTokens)
    // A cut query is read by itself, so that nothing that follows can belong to its last token.
    const [cut, rest] = question.complete ? [[], this.#head + query] : [question.ids, '']
    const read = this.#plain.encodePrefix(rest + this.#between + text + this.#tail, room - cut.length)
    const content = read.complete
      ? [...cut, ...read.ids]
      : [...cut, ...read.ids.slice(0, room - cut.length - this.#tailIds.length), ...this.#tailIds]
    const ids = [...this.#prefix, ...content, ...this.#suffix]
    return {
      ids,
      typeIds: new Array<number>(ids.length).fill(0),
      queryTruncated: !question.complete,
      documentTruncated: !read.complete,
    }
  }

  roomFor({ query, maxTokens }: { query: string; maxTokens: number }): number {
    const question = this.#readQuestion(query, maxTokens)
    return this.#room(maxTokens) - question.ids.length - this.#betweenTokens - this.#tailIds.length
  }

  count(text: string): number {
    return this.#plain.count(text)
  }

  /** The tokens that the text with query and document can have. */
  #room(maxTokens: number): number {
    return maxTokens - this.#prefix.length - this.#suffix.length
  }

  /** The head and as much of the query as half the limit allows, if the prompt leaves so much and a token for the document. */
  #readQuestion(query: string, maxTokens: number): TokenPrefix {
    const key = `${maxTokens} ${query}`
    if (this.#last?.key !== key) {
      const free = this.#room(maxTokens) - this.#headTokens - this.#betweenTokens - this.#tailIds.length - 1
      if (free < 1) {
        throw new SecondpassError({
          code: 'invalid_request',
          message: `\`maxTokens\` is ${maxTokens}, and the model's prompt alone takes ${maxTokens - free} tokens. Give it more.`,
        })
      }
      const limit = this.#headTokens + Math.min(Math.floor(maxTokens / 2), free)
      this.#last = { key, question: this.#plain.encodePrefix(this.#head + query, limit) }
    }
    return this.#last.question
  }
}

function endOfLast(text: string, token: string): number {
  const place = text.lastIndexOf(token)
  return place < 0 ? 0 : place + token.length
}

function startOfFirst(text: string, token: string): number {
  const place = text.indexOf(token)
  return place < 0 ? text.length : place
}
