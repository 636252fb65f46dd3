import type { JsonObject } from '../reading/body-fields.ts'

/** One side of pairs: one text, or several. */
export type ScoreSide = string | JsonObject | (string | JsonObject)[] | null | undefined

/** The names that vLLM has had for the two sides of a pair. */
export const scoreSides = [
  ['queries', 'documents'],
  ['queries', 'items'],
  ['text_1', 'text_2'],
  ['data_1', 'data_2'],
] as const

/** Both sides of pairs, and what goes with them. */
export interface VllmScoreBody {
  model?: string | null | undefined
  queries?: ScoreSide
  documents?: ScoreSide
  items?: ScoreSide
  text_1?: ScoreSide
  text_2?: ScoreSide
  data_1?: ScoreSide
  data_2?: ScoreSide
  truncate_prompt_tokens?: number | null | undefined
  max_tokens_per_doc?: number | null | undefined
  use_activation?: boolean | null | undefined
  activation?: boolean | null | undefined
  priority?: number | null | undefined
}
