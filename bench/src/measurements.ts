import type { Duration } from './contestants/contestant-main.ts'
import type { ContestantName } from './contestants/contestants.ts'

/** All numbers of one run. Milliseconds and MiB. */
export interface Measurements {
  readonly times: ReadonlyMap<ContestantName, readonly Duration[]>
  readonly gaps: ReadonlyMap<ContestantName, readonly number[]>
  readonly memory: ReadonlyMap<ContestantName, number>
  readonly coldStarts: ReadonlyMap<ContestantName, readonly number[]>
  readonly logits: ReadonlyMap<ContestantName, readonly number[]>
  /** Ticks of a process that does nothing: what the machine itself adds to the delays. */
  readonly idleGaps: readonly number[]
}
