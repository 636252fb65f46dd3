import { SingleBar } from 'cli-progress'
import { formatBytes, type PullProgress } from '../../hub/index.ts'
import { formatSeconds } from '../output/format-seconds.ts'

/** Shows how far a download has come, on standard error. */
export interface DownloadBar {
  update(progress: PullProgress): void
  stop(): void
}

/** The model's name, and a bar with bytes, speed and the time left, which fits 80 columns. Nothing before a download. */
export function createDownloadBar(name: string): DownloadBar {
  const format = '{bar} {done} of {all} | {rate}/s | {left} left | {path}'
  const options = { format, barsize: 24, stream: process.stderr, hideCursor: true, clearOnComplete: true, fps: 5 }
  const bar = new SingleBar(options)
  let startedAt: number | undefined
  return {
    update: ({ totalBytes, completedBytes, downloadedBytes, path }) => {
      const done = formatBytes(completedBytes)
      if (startedAt === undefined) {
        startedAt = performance.now()
        process.stderr.write(`Downloading ${name}\n`)
        bar.start(totalBytes, completedBytes, { done, all: formatBytes(totalBytes), rate: '–', left: '–', path })
      }
      const rate = downloadedBytes / Math.max((performance.now() - startedAt) / 1000, 0.001)
      bar.update(completedBytes, {
        done,
        rate: formatBytes(rate),
        left: rate === 0 ? '–' : formatSeconds((totalBytes - completedBytes) / rate),
        path,
      })
    },
    stop: () => bar.stop(),
  }
}
