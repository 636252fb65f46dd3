import { setTimeout as sleep } from 'node:timers/promises'
import { makeSentence } from '../make-sentence.ts'
import { SeededRandom } from '../seeded-random.ts'
import type { Client } from './service-clients.ts'

/** What users saw. */
export interface Outcome {
  /** Milliseconds of answers in time, sorted. */
  readonly latencies: readonly number[]
  readonly failed: number
  /** Answers that came after the users' patience had ended. */
  readonly late: number
}

/** Has users arrive as a Poisson process, each with one request, and waits for all of them. */
export async function simulate({
  client,
  users,
  perSecond,
  patienceMs,
  seed,
}: {
  client: Client
  users: number
  perSecond: number
  patienceMs: number
  seed: number
}): Promise<Outcome> {
  const random = new SeededRandom(seed)
  const latencies: number[] = []
  const underWay: Promise<void>[] = []
  let failed = 0
  let late = 0
  const serve = async (): Promise<void> => {
    const documents = Array.from({ length: 5 }, () => `${makeSentence(random)} ${makeSentence(random)}`)
    const startedAt = performance.now()
    const fate = await Promise.race([
      client({ query: 'what causes tides', documents }).then(
        () => 'answered' as const,
        () => 'failed' as const,
      ),
      sleep(patienceMs, 'late' as const, { ref: false }),
    ])
    if (fate === 'answered') latencies.push(performance.now() - startedAt)
    else if (fate === 'failed') failed++
    else late++
  }
  for (let user = 0; user < users; user++) {
    await sleep((-Math.log(1 - random.next()) * 1000) / perSecond)
    underWay.push(serve())
  }
  await Promise.all(underWay)
  return { latencies: latencies.sort((a, b) => a - b), failed, late }
}
