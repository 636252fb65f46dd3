import { ContestantProcess } from './contestants/contestant-process.ts'
import { type ContestantName, contestants } from './contestants/contestants.ts'
import { measureColdStart } from './measure-cold-start.ts'
import { measureMemory } from './measure-memory.ts'
import { measureRounds } from './measure-rounds.ts'
import type { Measurements } from './measurements.ts'

const names = Object.keys(contestants) as ContestantName[]
const whole = names.filter((name) => contestants[name].whole)
const delayRounds = 3
const coldStartRounds = 5
const memoryRounds = 5

/** Measures everything, with one contestant at work at any time. */
export async function takeMeasurements({
  candidates,
  rounds,
  onProgress,
}: {
  candidates: number
  rounds: number
  onProgress: (message: string) => void
}): Promise<Measurements> {
  onProgress(`cold start, ${coldStartRounds} rounds`)
  const coldStarts = new Map<ContestantName, number[]>([
    ['secondpass', []],
    ['transformers', []],
  ])
  for (let round = 0; round < coldStartRounds; round++) {
    for (const [name, times] of coldStarts) times.push(await measureColdStart(name as 'secondpass' | 'transformers'))
  }

  onProgress('memory')
  const memory = new Map<ContestantName, number>()
  for (const name of whole) memory.set(name, await measureMemory({ name, candidates, times: memoryRounds }))

  onProgress('scores, which also warm every contestant up')
  const processes = new Map<ContestantName, ContestantProcess>()
  const logits = new Map<ContestantName, number[]>()
  for (const name of names) {
    const contestant = await ContestantProcess.start({ name, candidates })
    processes.set(name, contestant)
    logits.set(name, await contestant.ask('logits'))
  }

  onProgress(`time, ${rounds} rounds`)
  const times = await measureRounds({ processes, rounds, ask: async (contestant) => await contestant.ask('time') })

  onProgress(`delay of the caller's thread, ${delayRounds} rounds`)
  const watched = new Map([...processes].filter(([name]) => whole.includes(name)))
  const gaps = await measureRounds({
    processes: watched,
    rounds: delayRounds,
    ask: async (contestant) => await contestant.ask('gaps'),
  })
  const idleGaps = (await processes.get('secondpass')?.ask('idleGaps')) ?? []

  for (const contestant of processes.values()) await contestant.close()
  return {
    times,
    gaps: new Map([...gaps].map(([name, rounds]) => [name, rounds.flat()])),
    memory,
    coldStarts,
    logits,
    idleGaps,
  }
}
