import type { ScoreScale, TextScore } from '../../reranker/index.ts'

/** Scores of texts as one model gave them, and what the model says of itself: what a cache keeps under one key. */
export interface KnownScores {
  readonly model: { readonly id: string; readonly revision?: string }
  readonly rawScale: ScoreScale
  readonly scale: ScoreScale
  /** Whether the end of the query was not read. */
  readonly queryTruncated: boolean
  readonly scores: readonly TextScore[]
}

/** Raw score, and what else there is. */
type Packed = [raw: number, truncated: 0 | 1, rest?: Omit<TextScore, 'raw' | 'truncated'>]

/** Numbers come back as they were: JSON writes as many places as a double needs. */
export function formatScores({ model, rawScale, scale, queryTruncated, scores }: KnownScores): string {
  const packed = scores.map(({ raw, truncated, ...rest }): Packed => {
    const cut = truncated ? 1 : 0
    return Object.keys(rest).length === 0 ? [raw, cut] : [raw, cut, rest]
  })
  return JSON.stringify([1, model.id, model.revision ?? null, rawScale, scale, queryTruncated ? 1 : 0, packed])
}

/** Reads a value; undefined for one that is of another version, or damaged. */
export function parseScores(value: string, count: number): KnownScores | undefined {
  try {
    const [version, id, revision, rawScale, scale, cut, packed] = JSON.parse(value) as unknown[]
    if (version !== 1 || typeof id !== 'string' || !Array.isArray(packed) || packed.length !== count) return undefined
    const scores = (packed as Packed[]).map(([raw, truncated, rest]) => ({ ...rest, raw, truncated: truncated === 1 }))
    if (!scores.every(({ raw }) => Number.isFinite(raw))) return undefined
    return {
      model: { id, ...(typeof revision === 'string' && { revision }) },
      rawScale: rawScale as ScoreScale,
      scale: scale as ScoreScale,
      queryTruncated: cut === 1,
      scores,
    }
  } catch {
    return undefined
  }
}

/** Whether scores can stand in one order: the same revision of the same model gave them, on the same scale. */
export function agree(one: KnownScores, other: KnownScores): boolean {
  return (
    one.model.id === other.model.id &&
    one.model.revision === other.model.revision &&
    one.rawScale === other.rawScale &&
    one.scale === other.scale
  )
}
