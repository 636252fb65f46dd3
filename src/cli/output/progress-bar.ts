import { SingleBar } from 'cli-progress'
import type { RerankAllProgress } from '../../reranker/index.ts'
import { formatSeconds } from './format-seconds.ts'

/** Shows how far a batch has come, on standard error. */
export interface ProgressBar {
  update(progress: RerankAllProgress): void
  stop(): void
}

/** A bar with queries, pairs a second and the time left; without a known total, the same without bar and time. */
export function createProgressBar({ total, completed }: { total: number | undefined; completed: number }): ProgressBar {
  const startedAt = performance.now()
  const format =
    total === undefined
      ? '{value} queries | {rate} pairs/s | {failed} failed'
      : '{bar} {value}/{total} queries | {rate} pairs/s | {failed} failed | {left} left'
  const bar = new SingleBar({ format, stream: process.stderr, hideCursor: true, clearOnComplete: false, fps: 5 })
  bar.start(total ?? 0, completed, { rate: '–', failed: 0, left: '–' })
  return {
    update: ({ requests, failed, pairs }) => {
      const seconds = (performance.now() - startedAt) / 1000
      const left = total === undefined ? 0 : ((total - completed - requests) * seconds) / requests
      bar.update(completed + requests, { rate: (pairs / seconds).toFixed(0), failed, left: formatSeconds(left) })
    },
    stop: () => bar.stop(),
  }
}
