import type { CrossEncoderFacts } from '../../cross-encoder/index.ts'

/** What clients may ask about a model: whose it is, and how it reads. Where a model runs elsewhere, only its id is known. */
export type ModelFacts = Pick<CrossEncoderFacts, 'id'> & Partial<CrossEncoderFacts>
