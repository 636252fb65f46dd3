import { priorityWeight } from '../reranker/index.ts'
import type { Assignment, ScoringJob } from './scoring-job.ts'
import { unitCost } from './unit-cost.ts'

/** A job's place among the others. */
interface Share {
  readonly job: ScoringJob
  readonly weight: number
  /** The work that it was given so far, by its weight. The job that is furthest behind is next. */
  time: number
}

/**
 * Shares work among jobs by their weights, whatever the size of their units (weighted fair queueing): a small request does
 * not wait for a large one to end, many short pairs count as one long one, and the least urgent job goes on too.
 */
export class FairQueue {
  /** By arrival. */
  readonly #shares: Share[] = []
  /**
   * The time of a job that gets its share exactly. Newcomers start here, neither owed nor owing anything. (Were it the time
   * of the one furthest behind, small jobs that come one after the other would hold it still, and those ahead of it would wait for ever.)
   */
  #now = 0

  add(job: ScoringJob): void {
    this.#shares.push({ job, weight: priorityWeight(job.priority), time: this.#now })
  }

  remove(job: ScoringJob): void {
    const index = this.#shares.findIndex((share) => share.job === job)
    if (index >= 0) this.#shares.splice(index, 1)
  }

  get jobs(): readonly ScoringJob[] {
    return this.#shares.map(({ job }) => job)
  }

  /** Units that no worker has. */
  get waiting(): number {
    return this.#shares.reduce((sum, { job }) => sum + job.waiting, 0)
  }

  /** The next unit: from the job that is furthest behind; of those level, from the one that came first. */
  take(): Assignment | undefined {
    let next: Share | undefined
    let weights = 0
    for (const share of this.#shares) {
      // Who has nothing to do at the moment saves no time up, to be served before all others afterwards.
      if (share.job.waiting === 0) share.time = Math.max(share.time, this.#now)
      else {
        weights += share.weight
        if (next === undefined || share.time < next.time) next = share
      }
    }
    const assignment = next?.job.take()
    if (next === undefined || assignment === undefined || assignment.again) return assignment
    const cost = unitCost(assignment.unit)
    next.time += cost / next.weight
    this.#now += cost / weights
    return assignment
  }
}
