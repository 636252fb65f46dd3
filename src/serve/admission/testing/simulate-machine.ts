import { ServeError } from '../../serve-error.ts'
import type { AdmissionRequest, Admitted } from '../admission.ts'
import { WorkAdmission } from '../work-admission.ts'

/** A request that comes at some time; it has as many pairs as parts. */
export interface Arrival extends AdmissionRequest {
  /** Milliseconds from the beginning. */
  readonly at: number
}

/** What became of an arrival. */
export interface Ending {
  readonly arrival: Arrival
  readonly refused?: ServeError
  /** Whether the machine had nothing to do when it was refused. */
  readonly idle?: boolean
  /** Milliseconds from arrival to answer. */
  readonly took?: number
}

interface Job {
  readonly arrival: Arrival
  readonly admitted: Admitted
  readonly weight: number
  waiting: number
  open: number
  /** Work that it was given, by weight. */
  given: number
}

/**
 * A machine that is made otherwise than the admission thinks of one: workers that each do a whole pair of the request that is
 * furthest behind. `speed` is its real one; `believed` what the admission has learned before the first arrival.
 */
export async function simulateMachine({
  arrivals,
  speed,
  believed,
  parallelism,
  limits = { requests: 100_000, tokens: 1e12 },
  random = () => 0.5,
}: {
  arrivals: readonly Arrival[]
  /** Tokens per millisecond, by all workers. */
  speed: number
  believed: number
  parallelism: number
  limits?: { requests: number; tokens: number }
  random?: () => number
}): Promise<{ endings: Ending[]; time: number }> {
  let clock = 0
  const admission = new WorkAdmission({
    limits,
    parallelism,
    now: () => clock,
    random,
    measure: async () => ({ tokens: believed, parts: parallelism, time: 1 }),
  })
  await admission.calibrate()

  const endings: Ending[] = []
  const jobs = new Set<Job>()
  const busy: { until: number; job: Job }[] = []
  /** By weight, what a job has that got its share exactly; newcomers begin there. */
  let given = 0
  let next = 0
  while (next < arrivals.length || busy.length > 0) {
    const finished = busy.reduce<(typeof busy)[number] | undefined>(
      (first, pair) => (first === undefined || pair.until < first.until ? pair : first),
      undefined,
    )
    const arrival = arrivals[next]
    if (arrival !== undefined && (finished === undefined || arrival.at <= finished.until)) {
      clock = arrival.at
      next++
      try {
        const admitted = admission.enter(arrival)
        const weight = 1 / (1 + arrival.priority / 100)
        jobs.add({ arrival, admitted, weight, waiting: arrival.parts, open: arrival.parts, given })
      } catch (error) {
        if (!(error instanceof ServeError)) throw error
        endings.push({ arrival, refused: error, idle: jobs.size === 0 })
      }
    } else if (finished !== undefined) {
      clock = finished.until
      busy.splice(busy.indexOf(finished), 1)
      const { job } = finished
      if (--job.open === 0) {
        jobs.delete(job)
        job.admitted.end(1)
        endings.push({ arrival: job.arrival, took: clock - job.arrival.at })
      }
    }
    while (busy.length < parallelism) {
      const waiting = [...jobs].filter((job) => job.waiting > 0)
      const job = waiting.sort((a, b) => a.given - b.given)[0]
      if (job === undefined) break
      const tokens = job.arrival.tokens / job.arrival.parts
      job.waiting--
      job.given += tokens / job.weight
      given += tokens / waiting.reduce((sum, { weight }) => sum + weight, 0)
      busy.push({ job, until: clock + (tokens / speed) * parallelism })
    }
  }
  return { endings, time: clock }
}
