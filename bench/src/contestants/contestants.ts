import { availableParallelism } from 'node:os'
import type { Candidates } from '../make-candidates.ts'
import type { Contestant } from './contestant.ts'

/** What is known of a contestant before it is opened. */
export interface ContestantEntry {
  readonly label: string
  /** Whether its effect on the caller's thread and its memory are measured too. */
  readonly whole: boolean
  /** The module of each is loaded by its own process only, so that no process carries another's memory. */
  readonly open: (candidates: Candidates) => Promise<Contestant>
}

const cores = availableParallelism()
const plural = cores === 1 ? '' : 's'

export type ContestantName =
  | 'secondpass'
  | 'secondpassOne'
  | 'bareThreads'
  | 'bareThreadsText'
  | 'bareLoop'
  | 'bareLoopText'
  | 'transformers'
  | 'transformersSingle'

/** All that is compared, in the order of the report. */
export const contestants: Record<ContestantName, ContestantEntry> = {
  secondpass: {
    label: `secondpass, ${cores} worker${plural} (default)`,
    whole: true,
    open: async (candidates) => (await import('./open-secondpass.ts')).openSecondpass({ candidates }),
  },
  bareThreads: {
    label: `bare runtime, ${cores} thread${plural}, from token ids`,
    whole: false,
    open: async (candidates) =>
      (await import('./open-bare-threads.ts')).openBareThreads({ candidates, threads: cores, tokenize: false }),
  },
  bareThreadsText: {
    label: `bare runtime, ${cores} thread${plural}, from text`,
    whole: false,
    open: async (candidates) =>
      (await import('./open-bare-threads.ts')).openBareThreads({ candidates, threads: cores, tokenize: true }),
  },
  secondpassOne: {
    label: 'secondpass, 1 worker',
    whole: true,
    open: async (candidates) => (await import('./open-secondpass.ts')).openSecondpass({ candidates, workers: 1 }),
  },
  bareLoop: {
    label: 'bare runtime, 1 thread, from token ids',
    whole: false,
    open: async (candidates) => (await import('./open-bare-loop.ts')).openBareLoop({ candidates, tokenize: false }),
  },
  bareLoopText: {
    label: 'bare runtime, 1 thread, from text',
    whole: false,
    open: async (candidates) => (await import('./open-bare-loop.ts')).openBareLoop({ candidates, tokenize: true }),
  },
  transformers: {
    label: 'transformers.js, one padded batch',
    whole: true,
    open: async (candidates) =>
      (await import('./open-transformers.ts')).openTransformers({ candidates, batch: candidates.documents.length }),
  },
  transformersSingle: {
    label: 'transformers.js, one pair at a time',
    whole: true,
    open: async (candidates) => (await import('./open-transformers.ts')).openTransformers({ candidates, batch: 1 }),
  },
}
