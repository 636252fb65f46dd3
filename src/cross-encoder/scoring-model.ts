import { Tensor } from 'onnxruntime-node'
import { SecondpassError } from '../reranker/index.ts'
import { type EncodedPair, encodePair, queryLimit } from './encode-pair.ts'
import type { ModelDescription } from './model-description.ts'
import type { DocumentSplit, PairScore, ScoringUnit, UnitResult } from './scoring-task.ts'
import { splitDocument } from './split-document.ts'
import { openStage, type StageSession } from './stage-session.ts'
import { TextTokenizer, type TokenPrefix } from './text-tokenizer.ts'

const pairInputs = new Set(['input_ids', 'attention_mask', 'token_type_ids'])

/** A loaded model: tokenizer and graphs. Lives in a worker; one unit of work at a time. */
export class ScoringModel {
  readonly #tokenizer: TextTokenizer
  readonly #stages: readonly StageSession[]
  /** The last query's tokens: all pairs of a request have the same query. */
  #lastQuery: { key: string; prefix: TokenPrefix } | undefined

  private constructor({ tokenizer, stages }: { tokenizer: TextTokenizer; stages: readonly StageSession[] }) {
    this.#tokenizer = tokenizer
    this.#stages = stages
  }

  static async load(description: ModelDescription): Promise<ScoringModel> {
    const tokenizer = await TextTokenizer.load(description.folder)
    const stages: StageSession[] = []
    try {
      for (const [index, { file }] of description.stages.entries()) {
        stages.push(await openStage({ file, last: index === description.stages.length - 1, pairInputs }))
      }
    } catch (cause) {
      if (SecondpassError.isInstance(cause)) throw cause
      throw new SecondpassError({
        code: 'invalid_model',
        message: `The graph of stage ${stages.length + 1} of the model ${description.id} could not be loaded.`,
        cause,
      })
    }
    return new ScoringModel({ tokenizer, stages })
  }

  async perform(unit: ScoringUnit): Promise<UnitResult> {
    return unit.kind === 'score' ? await this.#score(unit) : this.#split(unit)
  }

  async release(): Promise<void> {
    for (const stage of this.#stages) await stage.release()
  }

  async #score({ query, text, maxTokens }: ScoringUnit): Promise<PairScore> {
    const startedAt = performance.now()
    const prefix = this.#encodeQuery(query, maxTokens)
    const pair = encodePair({ query: prefix, text, tokenizer: this.#tokenizer, maxTokens })
    const encodedAt = performance.now()
    const logit = await this.#infer(pair)
    return {
      kind: 'score',
      logit,
      tokens: pair.ids.length,
      queryTruncated: pair.queryTruncated,
      documentTruncated: pair.documentTruncated,
      fingerprint: fingerprintOf(pair.ids),
      tokenize: encodedAt - startedAt,
      infer: performance.now() - encodedAt,
    }
  }

  #split({ query, text, maxTokens, overlap, maxWindows }: Extract<ScoringUnit, { kind: 'split' }>): DocumentSplit {
    const startedAt = performance.now()
    const room = maxTokens - this.#tokenizer.template.specialTokens - this.#encodeQuery(query, maxTokens).ids.length
    const known = new Map<string, number>()
    const count = (piece: string): number => {
      const tokens = known.get(piece) ?? this.#tokenizer.count(piece)
      known.set(piece, tokens)
      return tokens
    }
    const { windows, complete } = splitDocument({
      text,
      count,
      maxTokens: room,
      overlap: Math.min(overlap, Math.floor(room / 2)),
      maxWindows,
    })
    return { kind: 'split', windows, complete, tokenize: performance.now() - startedAt }
  }

  #encodeQuery(query: string, maxTokens: number): TokenPrefix {
    const key = `${maxTokens} ${query}`
    if (this.#lastQuery?.key !== key) {
      const limit = queryLimit({ maxTokens, template: this.#tokenizer.template })
      this.#lastQuery = { key, prefix: this.#tokenizer.encodePrefix(query, limit) }
    }
    return this.#lastQuery.prefix
  }

  async #infer(pair: EncodedPair): Promise<number> {
    const tensors = {
      input_ids: toTensor(pair.ids),
      token_type_ids: toTensor(pair.typeIds),
      attention_mask: toTensor(pair.ids.map(() => 1)),
    }
    let outputs: Record<string, Tensor> = {}
    for (const stage of this.#stages) outputs = await stage.run(tensors, outputs)
    const score = Object.values(outputs)[0]
    if (score?.size !== 1) {
      throw new SecondpassError({
        code: 'invalid_model',
        message: `The model answers one pair with ${score?.size ?? 0} numbers of shape [${score?.dims.join(', ')}]. One logit is needed.`,
      })
    }
    // Half-precision numbers arrive as their bits, which order negative scores the wrong way round.
    if (score.type !== 'float32' && score.type !== 'float64') {
      throw new SecondpassError({
        code: 'invalid_model',
        message: `The model answers with a number of type ${score.type}. A graph whose output is float32 is needed.`,
      })
    }
    return Number(score.data[0])
  }
}

/** int64 [1, tokens]. Ids fit in 32 bits, so only the low word of each is written, which is 17 times faster than BigInt. */
function toTensor(values: readonly number[]): Tensor {
  const data = new BigInt64Array(values.length)
  const words = new Int32Array(data.buffer)
  for (let index = 0; index < values.length; index++) words[index * 2] = values[index] as number
  return new Tensor('int64', data, [1, values.length])
}

/** FNV-1a over the ids; two 32-bit lanes, so that a collision among a request's documents is out of the question. */
function fingerprintOf(ids: readonly number[]): string {
  let first = 0x811c9dc5
  let second = 0x9dc5811c
  for (const id of ids) {
    first = Math.imul(first ^ id, 0x01000193)
    second = Math.imul(second ^ (id + 0x9e37), 0x01000193)
  }
  return `${first >>> 0}-${second >>> 0}`
}
