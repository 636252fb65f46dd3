import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { describeMachine } from './describe-machine.ts'
import { makeCandidates } from './make-candidates.ts'
import { paths } from './paths.ts'
import { ensurePython } from './peers/ensure-python.ts'
import { formatSpeed } from './peers/format-speed.ts'
import { formatWrongScores } from './peers/format-wrong-scores.ts'
import { makePeerModels } from './peers/make-peer-models.ts'
import { measureSpeed, type SpeedMeasurements } from './peers/measure-speed.ts'
import { measureTruncation, type TruncationMeasurements } from './peers/measure-truncation.ts'
import { type PeerModel, peerModels } from './peers/peer-models.ts'
import { threads } from './peers/peers.ts'
import { toMarkdownTable } from './peers/to-markdown-table.ts'

// `npm run bench:peers`: secondpass, sentence-transformers and transformers.js on the same models and candidates.
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, candidates: { type: 'string', default: '100' } },
})
const rounds = Number(values.rounds)
const candidates = makeCandidates(Number(values.candidates))
const onProgress = (message: string): unknown => process.stderr.write(`${message}\n`)

const { command: python, versions } = findPython()
makePeerModels({ python })

const truncation = new Map<PeerModel, TruncationMeasurements>()
const speed = new Map<PeerModel, SpeedMeasurements>()
for (const model of peerModels) {
  onProgress(`${model.label}: recorded pairs`)
  truncation.set(model, await measureTruncation({ model: model.name, python }))
  onProgress(`${model.label}: time, ${rounds} rounds`)
  speed.set(model, await measureSpeed({ model: model.name, candidates, rounds, python }))
}

const versionOf = (name: string, from: string): string =>
  `${name} ${(JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')) as { version: string }).version}`
const packages = join(paths.root, 'bench', 'node_modules')
const allVersions = [
  versionOf('secondpass', paths.root),
  versionOf('transformers.js', join(packages, '@huggingface', 'transformers')),
  ...Object.entries(versions).map(([name, version]) => `${name} ${version}`),
]

console.log(`Speed, ${candidates.documents.length} candidates at MiniLM's size, fp32, ${threads} threads, ${rounds} rounds:

${toMarkdownTable(formatSpeed(speed))}

${lengthLines().join('\n')}

Scores of the recorded pairs (window 64 and less) that differ from the reference by more than 0.001:

${toMarkdownTable(formatWrongScores(truncation))}

Left out, since secondpass sets blank documents aside: ${[...truncation].map(([{ label }, { blank }]) => `${blank} pairs (${label})`).join(', ')}.

The same for the ${candidates.documents.length} candidates (window 512):

${toMarkdownTable(formatWrongScores(speed))}

Machine: ${describeMachine()}. Versions: ${allVersions.join(', ')}. Command: ${commandLine()}`)

function findPython(): ReturnType<typeof ensurePython> {
  try {
    return ensurePython({ onProgress })
  } catch (error) {
    console.error((error as Error).message)
    process.exit(1)
  }
}

/** As it was called, so that a shorter run cannot pass for a whole one. */
function commandLine(): string {
  return ['npm run bench:peers', ...(process.argv.length > 2 ? ['--', ...process.argv.slice(2)] : [])].join(' ')
}

/** How long the candidates are to each tokenizer. */
function lengthLines(): string[] {
  return [...speed].map(([{ label }, { reference }]) => {
    const lengths = reference.map(({ ids }) => ids.length)
    const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length
    const cut = reference.filter(({ documentTruncated }) => documentTruncated).length
    return `- ${label}: ${mean.toFixed(0)} tokens a pair on average once cut, ${cut} pairs longer than the window.`
  })
}
