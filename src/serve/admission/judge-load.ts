import { finishTimes } from './finish-times.ts'
import type { DueLoad } from './shared-machine.ts'

/** The part of its time in which a request is planned to be done when it comes. */
const plannedTo = 0.8
/** What is less than this many tokens, or milliseconds, is an error of arithmetic. */
const nothing = 1e-6

/** How much may be accepted and not done. */
export interface WorkLimits {
  readonly requests: number
  readonly tokens: number
}

/** What is asked for on behalf of a request. */
export interface Applicant {
  readonly load: DueLoad
  /**
   * The part of the queue, of its own time and of others' time that its priority can use up, above 0 to 1: the least urgent
   * are refused first.
   */
  readonly usable: number
}

/**
 * Whether a request can be let in: what speaks against it, or undefined. On an idle machine nothing does.
 *
 * @param speed - Tokens per millisecond.
 */
export function judgeLoad({
  applicant: { load, usable },
  loads,
  limits,
  speed,
}: {
  applicant: Applicant
  loads: readonly DueLoad[]
  limits: WorkLimits
  speed: number
}): 'queue_full' | 'tokens' | 'deadline' | undefined {
  const others = loads.filter(({ left }) => left > nothing)
  if (others.length === 0) return undefined
  if (others.length >= usable * limits.requests) return 'queue_full'
  const tokens = others.reduce((sum, { left }) => sum + left, 0)
  if (tokens + load.left > usable * limits.tokens + nothing) return 'tokens'
  const alone = load.left / load.most / speed
  const own = { ...load, due: alone + usable * Math.max(0, plannedTo * load.deadline - alone) }
  const all = [...others.map((other) => ({ ...other, due: other.due - (1 - usable) * other.deadline })), own]
  const late = finishTimes(all, speed).some((time, place) => time > (all[place]?.due ?? 0) + nothing)
  return late ? 'deadline' : undefined
}
