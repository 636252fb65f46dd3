import { SingleBar } from 'cli-progress'
import { formatBytes, type PullProgress } from '../../hub/index.ts'
import { formatSeconds } from '../output/format-seconds.ts'

/** Shows how far a download has come, on standard error. */
export interface DownloadBar {
  update(progress: PullProgress): void
  stop(): void
}

/** A bar with bytes, speed and the time left. Nothing is shown before something is downloaded. */
export function createDownloadBar(name: string): DownloadBar {
  const format = `${name} {bar} {done} of {all} | {rate}/s | {left} left | {path}`
  const bar = new SingleBar({ format, stream: process.stderr, hideCursor: true, clearOnComplete: true, fps: 5 })
  let startedAt: number | undefined
  return {
    update: ({ totalBytes, completedBytes, downloadedBytes, path }) => {
      if (startedAt === undefined) {
        startedAt = performance.now()
        bar.start(totalBytes, completedBytes, { done: '', all: formatBytes(totalBytes), rate: '–', left: '–', path })
      }
      const rate = downloadedBytes / Math.max((performance.now() - startedAt) / 1000, 0.001)
      bar.update(completedBytes, {
        done: formatBytes(completedBytes),
        rate: formatBytes(rate),
        left: rate === 0 ? '–' : formatSeconds((totalBytes - completedBytes) / rate),
        path,
      })
    },
    stop: () => bar.stop(),
  }
}
