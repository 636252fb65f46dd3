import { join } from 'node:path'
import { paths } from '../paths.ts'
import { PeerProcess } from './peer-process.ts'
import type { ReferencePair, ScoredPair } from './peer-tasks.ts'
import type { PeerName } from './peers.ts'
import { readRecords } from './read-records.ts'

/** What all programs make of a fixture's recorded pairs. */
export interface TruncationMeasurements {
  readonly reference: readonly ReferencePair[]
  readonly results: ReadonlyMap<PeerName, readonly ScoredPair[]>
  /** Pairs left out because secondpass sets blank documents aside, by design. */
  readonly blank: number
}

/** One pair at a time is enough: padding is no matter of truncation. */
const names: readonly PeerName[] = ['secondpass', 'sentenceTransformers', 'transformersSingle']

/** Asks all programs for the scores of a fixture's recorded pairs. */
export async function measureTruncation({
  model,
  python,
}: {
  model: string
  python: string
}): Promise<TruncationMeasurements> {
  const all = readRecords(model)
  const reference = all.filter(({ document }) => document.trim() !== '')
  const pairs = reference.map(({ query, document, maxTokens }) => ({ query, document, maxTokens }))
  const results = new Map<PeerName, readonly ScoredPair[]>()
  for (const name of names) {
    const peer = await PeerProcess.start({ name, folder: join(paths.peerModels, model), python })
    const { scores } = await peer.ask('score', { pairs })
    const { pairs: read } = await peer.ask('read', { pairs })
    results.set(
      name,
      read.map((pair, index) => ({ ...pair, score: scores[index] ?? null })),
    )
    await peer.close()
  }
  return { reference, results, blank: all.length - reference.length }
}
