import { join } from 'node:path'
import type { Duration } from '../contestants/contestant-main.ts'
import type { Candidates } from '../make-candidates.ts'
import { measureRounds } from '../measure-rounds.ts'
import { paths } from '../paths.ts'
import { PeerProcess } from './peer-process.ts'
import type { ReferencePair, ScoredPair } from './peer-tasks.ts'
import { type PeerName, peers } from './peers.ts'

/** How all programs did on one model at MiniLM's size. */
export interface SpeedMeasurements {
  readonly times: ReadonlyMap<PeerName, readonly Duration[]>
  /** The scores of the same candidates, which take no part in the times. */
  readonly results: ReadonlyMap<PeerName, readonly ScoredPair[]>
  readonly reference: readonly ReferencePair[]
}

const window = 512

/** Times all programs on the same candidates in interleaved rounds, each in a process of its own. */
export async function measureSpeed({
  model,
  candidates,
  rounds,
  python,
}: {
  model: string
  candidates: Candidates
  rounds: number
  python: string
}): Promise<SpeedMeasurements> {
  const folder = join(paths.peerModels, `sized-${model}`)
  const { query, documents } = candidates
  const pairs = documents.map((document) => ({ query, document, maxTokens: window }))

  const referee = await PeerProcess.start({ name: 'sentenceTransformers', folder, python })
  const { records } = await referee.ask('reference', { pairs })
  await referee.close()
  const reference = pairs.map((pair, index) => ({ ...pair, ...(records[index] as (typeof records)[number]) }))

  const processes = new Map<PeerName, PeerProcess>()
  const results = new Map<PeerName, readonly ScoredPair[]>()
  for (const name of Object.keys(peers) as PeerName[]) {
    const peer = await PeerProcess.start({ name, folder, python })
    processes.set(name, peer)
    // Warms it up as well.
    const { scores } = await peer.ask('time', candidates)
    const { pairs: read } = await peer.ask('read', { pairs })
    results.set(
      name,
      read.map((pair, index) => ({ ...pair, score: scores[index] ?? null })),
    )
  }
  const answers = await measureRounds({
    processes,
    rounds,
    ask: async (peer) => await peer.ask('time', candidates),
  })
  for (const peer of processes.values()) await peer.close()
  return { times: answers, results, reference }
}
