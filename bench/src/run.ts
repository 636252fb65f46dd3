import { parseArgs } from 'node:util'
import { checkLogits } from './check-logits.ts'
import { tokenizePairs } from './contestants/tokenize-pairs.ts'
import { describeMachine } from './describe-machine.ts'
import { formatReport } from './format-report.ts'
import { makeCandidates } from './make-candidates.ts'
import { mergeStages } from './merge-stages.ts'
import { takeMeasurements } from './take-measurements.ts'

// `npm run bench`: secondpass, the bare runtime and transformers.js on the same candidates, in one run.
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '9' } } })
const candidates = 100

mergeStages()
const measurements = await takeMeasurements({
  candidates,
  rounds: Number(values.rounds),
  onProgress: (message) => process.stderr.write(`${message}\n`),
})
checkLogits(measurements.logits)

const lengths = tokenizePairs(makeCandidates(candidates)).map(({ ids }) => ids.length)
const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length
console.log(`${formatReport(measurements)}

${candidates} candidates of ${mean.toFixed(0)} tokens on average, ${Math.max(...lengths)} at most, query included; ${values.rounds} rounds.
Machine: ${describeMachine()}. Command: npm run bench`)
