import { basename } from 'node:path'
import { Tensor } from 'onnxruntime-node'
import { SecondpassError } from '../reranker/index.ts'
import { detectCpuFeatures } from './cpu-features.ts'
import { invalidModel } from './invalid-model.ts'
import { loadPairEncoder } from './load-pair-encoder.ts'
import type { ModelDescription } from './model-description.ts'
import { modelRoots } from './model-file.ts'
import type { EncodedPair, PairEncoder } from './pair-encoder.ts'
import { printable } from './printable.ts'
import { logitOf, type ScoreHead } from './score-head.ts'
import type { DocumentSplit, PairScore, ScoringUnit, UnitResult } from './scoring-task.ts'
import { splitDocument } from './split-document.ts'
import { openStage, type StageSession } from './stage-session.ts'

/** A loaded model: tokenizer and graphs. Lives in a worker; one unit of work at a time. */
export class ScoringModel {
  readonly #encoder: PairEncoder
  readonly #stages: readonly StageSession[]
  readonly #head: ScoreHead
  readonly #firstPosition: number

  private constructor({
    encoder,
    stages,
    head,
    firstPosition,
  }: {
    encoder: PairEncoder
    stages: readonly StageSession[]
    head: ScoreHead
    firstPosition: number
  }) {
    this.#encoder = encoder
    this.#stages = stages
    this.#head = head
    this.#firstPosition = firstPosition
  }

  /** Loads tokenizer and graphs, each file checked before it is used. */
  static async load(description: ModelDescription): Promise<ScoringModel> {
    const { encoder, head } = await loadPairEncoder(description)
    const stages: StageSession[] = []
    const cpu = detectCpuFeatures()
    const roots = modelRoots(description.folder)
    try {
      for (const [index, { file }] of description.stages.entries()) {
        const last = index === description.stages.length - 1
        stages.push(await openStage({ file, roots, last, carried: stages.at(-1)?.outputs ?? [], cpu }))
      }
    } catch (cause) {
      for (const stage of stages) await stage.release()
      if (SecondpassError.isInstance(cause)) throw cause
      const name = printable(basename(description.stages[stages.length]?.file ?? ''))
      throw invalidModel(
        `has a graph, ${name}, that the runtime cannot load: it is damaged, or its parts do not fit`,
        cause,
      )
    }
    return new ScoringModel({ encoder, stages, head, firstPosition: description.firstPosition })
  }

  async perform(unit: ScoringUnit): Promise<UnitResult> {
    return unit.kind === 'score' ? await this.#score(unit) : this.#split(unit)
  }

  async release(): Promise<void> {
    for (const stage of this.#stages) await stage.release()
  }

  async #score({ query, text, maxTokens, maxDocumentTokens }: ScoringUnit): Promise<PairScore> {
    const startedAt = performance.now()
    const pair = this.#encoder.encode({ query, text, maxTokens, maxDocumentTokens })
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

  #split({ query, text, overlap, maxWindows, ...limits }: Extract<ScoringUnit, { kind: 'split' }>): DocumentSplit {
    const startedAt = performance.now()
    const { maxTokens, maxDocumentTokens } = limits
    const room = Math.min(this.#encoder.roomFor({ query, maxTokens }), maxDocumentTokens ?? Number.POSITIVE_INFINITY)
    const known = new Map<string, number>()
    const count = (piece: string): number => {
      const tokens = known.get(piece) ?? this.#encoder.count(piece)
      known.set(piece, tokens)
      return tokens
    }
    const { windows, complete } = splitDocument({
      text,
      count,
      maxTokens: room,
      overlap: Math.min(overlap, Math.floor(room / 2)),
      maxWindows,
      maxTotalTokens: maxDocumentTokens,
    })
    return { kind: 'split', windows, complete, tokenize: performance.now() - startedAt }
  }

  async #infer(pair: EncodedPair): Promise<number> {
    const tensors = {
      input_ids: toTensor(pair.ids),
      token_type_ids: toTensor(pair.typeIds),
      attention_mask: toTensor(pair.ids.map(() => 1)),
      position_ids: toTensor(pair.ids.map((_, index) => this.#firstPosition + index)),
    }
    let outputs: Record<string, Tensor> = {}
    for (const stage of this.#stages) outputs = await stage.run(tensors, outputs)
    const [answer] = Object.values(outputs)
    if (answer === undefined) throw invalidModel('has a last graph without an output')
    return logitOf({ head: this.#head, data: numbersOf(answer), dims: answer.dims })
  }
}

/** An output's numbers. Half-precision ones arrive as their bits, which are worked out here. */
function numbersOf({ type, data }: Tensor): ArrayLike<number> {
  if (type === 'float32' || type === 'float64') return data as Float32Array | Float64Array
  if (type === 'float16')
    return data instanceof Uint16Array ? Float32Array.from(data, fromHalf) : (data as ArrayLike<number>)
  throw invalidModel(`answers with numbers of type ${type}; a graph that gives floats is needed`)
}

/** A half-precision number from its bits (IEEE 754 binary16). */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 0x1f
  const fraction = bits & 0x3ff
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
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
