import { makeCandidates } from '../make-candidates.ts'
import { openTransformers } from './open-transformers.ts'

// A fresh process up to its first answer.
const contestant = await openTransformers({ candidates: makeCandidates(10), batch: 10 })
process.stdout.write(`${(await contestant.rerank()).length}\n`)
