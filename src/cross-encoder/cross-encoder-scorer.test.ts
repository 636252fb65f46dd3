import { describe, expect, it } from 'vitest'
import type { ScoringTask, ScoringUsage, TextScore } from '../reranker/index.ts'
import type { CrossEncoderSettings } from './cross-encoder-options.ts'
import { createCrossEncoderScorer } from './cross-encoder-scorer.ts'
import type { ModelDescription } from './model-description.ts'
import type { OnUnitResult } from './scoring-job.ts'
import type { ScoringPool } from './scoring-pool.ts'
import type { ScoringUnit, UnitResult } from './scoring-task.ts'

const model: ModelDescription = {
  id: 'm',
  revision: '2',
  folder: '/m',
  architecture: 'bert',
  dtype: 'fp32',
  stages: [],
  firstPosition: 0,
  window: 64,
  defaultMaxTokens: 64,
  head: { kind: 'one-logit' },
  scale: 'logit',
}

interface Unit {
  readonly position: number
  readonly unit: ScoringUnit
}

/** A pool that answers at once: split units with a window for every ten letters, score units by `logitOf`. */
class InstantPool {
  /** Units as they were asked for: at first, and after each result. */
  readonly runs: Unit[][] = []
  readonly #logitOf: (text: string) => number
  readonly #arrange: (units: Unit[]) => Unit[]

  constructor(logitOf: (text: string) => number, arrange: (units: Unit[]) => Unit[] = (units) => units) {
    this.#logitOf = logitOf
    this.#arrange = arrange
  }

  async run({ units, onResult }: { units: readonly Unit[]; onResult: OnUnitResult }): Promise<void> {
    this.runs.push([...units])
    for (const { position, unit } of this.#arrange([...units])) {
      const units = onResult(position, this.#perform(unit), performance.timeOrigin)
      if (units.length > 0) await this.run({ units, onResult })
    }
  }

  #perform(unit: ScoringUnit): UnitResult {
    const { text } = unit
    if (unit.kind === 'split') {
      const count = Math.ceil(text.length / 10)
      const windows = Array.from({ length: Math.min(count, unit.maxWindows) }, (_, place) => ({
        start: place * 10,
        end: Math.min(place * 10 + 10, text.length),
      }))
      return { kind: 'split', windows, complete: count <= unit.maxWindows, tokenize: 1 }
    }
    const logit = this.#logitOf(text)
    const documentTruncated = text.includes('cut')
    return {
      kind: 'score',
      logit,
      tokens: text.length,
      queryTruncated: false,
      documentTruncated,
      fingerprint: text,
      tokenize: 1,
      infer: 2,
    }
  }
}

async function score(
  pool: InstantPool,
  texts: readonly string[],
  { inOrder = false, ...rest }: Partial<CrossEncoderSettings> & { inOrder?: boolean } = {},
): Promise<{ scores: TextScore[]; usage: ScoringUsage[] }> {
  const settings: CrossEncoderSettings = {
    workers: 1,
    maxTokens: 64,
    longDocuments: 'truncate',
    maxChunks: 10,
    ...rest,
  }
  const scorer = createCrossEncoderScorer({ model, settings, pool: pool as unknown as ScoringPool })
  const scores: TextScore[] = []
  const usage: ScoringUsage[] = []
  const task: ScoringTask = {
    query: 'q',
    texts,
    inOrder,
    signal: new AbortController().signal,
    onScore: (position, one) => {
      scores[position] = one
    },
    onWarning: () => {},
    onUsage: (one) => usage.push(one),
  }
  await scorer.score(task)
  return { scores, usage }
}

const byLength = (text: string) => text.length
const textsOf = (units: readonly Unit[] = []) => units.map(({ unit }) => unit.text)

describe('the scorer of a cross-encoder', () => {
  it('carries the model’s name and scale', () => {
    const settings: CrossEncoderSettings = { workers: 1, maxTokens: 64, longDocuments: 'truncate', maxChunks: 10 }
    const pool = new InstantPool(byLength) as unknown as ScoringPool
    expect(createCrossEncoderScorer({ model, settings, pool })).toMatchObject({
      model: { id: 'm', revision: '2' },
      rawScale: 'logit',
      scale: 'logit',
    })
  })

  it('has long texts scored first, and equally long ones in order', async () => {
    const pool = new InstantPool(byLength)
    const { scores } = await score(pool, ['aa', 'a', 'aaa', 'bb'])
    expect(pool.runs).toHaveLength(1)
    expect(textsOf(pool.runs[0])).toEqual(['aaa', 'aa', 'bb', 'a'])
    expect(scores.map(({ raw }) => raw)).toEqual([2, 1, 3, 2])
  })

  it('has texts scored in order when it is asked to', async () => {
    const pool = new InstantPool(byLength)
    await score(pool, ['aa', 'a', 'aaa'], { inOrder: true })
    expect(textsOf(pool.runs[0])).toEqual(['aa', 'a', 'aaa'])
  })

  it('passes usage on, a pair at a time', async () => {
    const { usage } = await score(new InstantPool(byLength), ['aa', 'a'])
    expect(usage).toEqual([
      { pairs: 1, tokens: 2, tokenize: 1, infer: 2, queryTruncated: false, startedAt: 0 },
      { pairs: 1, tokens: 1, tokenize: 1, infer: 2, queryTruncated: false, startedAt: 0 },
    ])
  })
})

describe('a text in chunks', () => {
  const chunk = { longDocuments: 'chunk' } as const
  const backwards = (units: Unit[]) => units.reverse()

  it('has its best window’s score and place', async () => {
    const pool = new InstantPool((text) => (text.includes('best') ? 9 : 1))
    const { scores } = await score(pool, ['nothing at all, then the best, and more nothing'], chunk)
    expect(scores[0]).toMatchObject({ raw: 9, passage: { start: 20, end: 30 }, truncated: false })
  })

  it('has the first of equally good windows, whichever was scored first', async () => {
    for (const arrange of [(units: Unit[]) => units, backwards]) {
      const { scores } = await score(new InstantPool(() => 3, arrange), ['all the same '.repeat(10)], chunk)
      expect(scores[0]?.passage).toEqual({ start: 0, end: 10 })
    }
  })

  it.each([(units: Unit[]) => units, backwards])('does not cover up a window without a number', async (arrange) => {
    const pool = new InstantPool((text) => (text.includes('best') ? 9 : text.includes('odd') ? Number.NaN : 1), arrange)
    const { scores } = await score(pool, ['odd ones here and the best here, too, and more'], chunk)
    expect(scores[0]?.raw).toBeNaN()
  })

  it('is truncated when windows are missing, or one of them was cut', async () => {
    const pool = new InstantPool(byLength)
    const texts = ['abcdefghij'.repeat(3), 'abcdefghij'.repeat(4), `${'abcdefghij'.repeat(2)}cut`]
    const { scores } = await score(pool, texts, { ...chunk, maxChunks: 3 })
    expect(scores.map(({ truncated }) => truncated)).toEqual([false, true, true])
  })

  it('is not split at all when it is surely short', async () => {
    const pool = new InstantPool(byLength)
    await score(pool, ['short'], chunk)
    expect(pool.runs.map((units) => units.map(({ unit }) => unit.kind))).toEqual([['score']])
  })

  it('is scored before the next is split', async () => {
    const pool = new InstantPool(byLength)
    await score(pool, ['a text of some length', 'another one of a length'], { ...chunk, inOrder: true })
    const kinds = pool.runs.map((units) => units.map(({ unit }) => unit.kind))
    expect(kinds).toEqual([
      ['split', 'split'],
      ['score', 'score', 'score'],
      ['score', 'score', 'score'],
    ])
  })
})
