import type { PullProgress } from '../../hub/index.ts'
import type { ModelLog } from './model-log.ts'

/** Tells a log how far a download has come: when it begins, and at every tenth. */
export function logDownload({ model, log }: { model: string; log: ModelLog }): (progress: PullProgress) => void {
  let told = -1
  return ({ completedBytes, totalBytes }) => {
    const tenth = totalBytes === 0 ? 10 : Math.floor((completedBytes / totalBytes) * 10)
    if (tenth <= told) return
    told = tenth
    log.info({ model, completedBytes, totalBytes }, `downloading ${model}: ${tenth * 10} %`)
  }
}
