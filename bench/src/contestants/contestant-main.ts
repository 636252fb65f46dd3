import { makeCandidates } from '../make-candidates.ts'
import { recordGaps } from '../record-gaps.ts'
import { type ContestantName, contestants } from './contestants.ts'

/** What a reranking took, in milliseconds. */
export interface Duration {
  readonly elapsed: number
  /** Processor time of all threads: other programs on the machine disturb it less. */
  readonly processor: number
}

/** What a contestant's process can be asked for, and what it answers. */
export interface ContestantTasks {
  /** Reranks once. */
  time: Duration
  /** Reranks once; the time between ticks of the caller's thread meanwhile, in milliseconds. */
  gaps: number[]
  /** The same while it does nothing for a second. */
  idleGaps: number[]
  logits: number[]
  /** The most memory that the process ever had, in MiB. */
  memory: number
}

const [name, count] = process.argv.slice(2)
const contestant = await contestants[name as ContestantName].open(makeCandidates(Number(count)))

const perform: { [Task in keyof ContestantTasks]: () => Promise<ContestantTasks[Task]> } = {
  time: async () => {
    const processorAtStart = process.cpuUsage()
    const startedAt = performance.now()
    await contestant.rerank()
    const elapsed = performance.now() - startedAt
    const { user, system } = process.cpuUsage(processorAtStart)
    return { elapsed, processor: (user + system) / 1000 }
  },
  gaps: async () => await recordGaps(contestant.rerank),
  idleGaps: async () => await recordGaps(() => new Promise((resolve) => setTimeout(resolve, 1000))),
  logits: async () => await contestant.rerank(),
  memory: async () => process.resourceUsage().maxRSS / 1024,
}

process.on('message', async (task: keyof ContestantTasks) => process.send?.(await perform[task]()))
// Threads must not outlive a run that was broken off.
process.on('disconnect', () => process.exit())
process.send?.('ready')
