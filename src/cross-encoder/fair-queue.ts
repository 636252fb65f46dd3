import type { Assignment, ScoringJob } from './scoring-job.ts'

/** Jobs take turns, one unit each, so that a small request is not stuck behind a large one. */
export class FairQueue {
  readonly #jobs: ScoringJob[] = []

  add(job: ScoringJob): void {
    this.#jobs.push(job)
  }

  remove(job: ScoringJob): void {
    const index = this.#jobs.indexOf(job)
    if (index >= 0) this.#jobs.splice(index, 1)
  }

  get jobs(): readonly ScoringJob[] {
    return this.#jobs
  }

  /** Units that no worker has. */
  get waiting(): number {
    return this.#jobs.reduce((sum, job) => sum + job.waiting, 0)
  }

  /** The next unit: from the job whose turn it is, which then goes to the end of the line. */
  take(): Assignment | undefined {
    const turn = this.#jobs.findIndex((job) => job.waiting > 0)
    if (turn < 0) return undefined
    const [job] = this.#jobs.splice(turn, 1)
    if (job === undefined) return undefined
    this.#jobs.push(job)
    return job.take()
  }
}
