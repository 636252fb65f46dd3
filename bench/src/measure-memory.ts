import { ContestantProcess } from './contestants/contestant-process.ts'
import type { ContestantName } from './contestants/contestants.ts'

/** The most memory of a fresh process that reranks `times` times, in MiB. */
export async function measureMemory({
  name,
  candidates,
  times,
}: {
  name: ContestantName
  candidates: number
  times: number
}): Promise<number> {
  const contestant = await ContestantProcess.start({ name, candidates })
  for (let count = 0; count < times; count++) await contestant.ask('time')
  const memory = await contestant.ask('memory')
  await contestant.close()
  return memory
}
