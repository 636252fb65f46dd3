import { createReranker } from '../../../dist/index.js'
import { makeCandidates } from '../make-candidates.ts'

// A fresh process up to its first answer, with all defaults.
const { results } = await createReranker().rerank(makeCandidates(10))
process.stdout.write(`${results.length}\n`)
