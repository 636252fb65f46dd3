import { SecondpassError } from '../../reranker/index.ts'
import type { HostedOptions } from '../hosted-options.ts'
import { toHeaders } from './to-headers.ts'

/** The options that bound calls, with their defaults. */
export interface Limits {
  readonly timeout: number
  readonly retries: number
  readonly concurrency: number
  readonly maxQueue: number
  readonly maxResponseBytes: number
  readonly hedge: boolean
}

/** The longest time that a timer takes: 24 days. */
const longest = 2 ** 31 - 1

/** @throws SecondpassError `invalid_request` for values out of range. */
export function readLimits(options: HostedOptions): Limits {
  const whole = (name: 'retries' | 'concurrency' | 'maxQueue' | 'maxResponseBytes', range: [number, number]): number =>
    within({ name, value: options[name], range, whole: true })
  within({ name: 'deadline', value: options.deadline ?? 30_000, range: [1, longest] })
  const { hedge = false, fetch, headers } = { ...options }
  if (typeof hedge !== 'boolean') throw refuse('`hedge` must be true or false.')
  if (fetch !== undefined && typeof fetch !== 'function') throw refuse('`fetch` must be a function.')
  if (headers !== undefined) {
    if (typeof headers !== 'object' || headers === null) throw refuse('`headers` must be an object of strings.')
    toHeaders(headers)
  }
  return {
    timeout: within({ name: 'timeout', value: options.timeout ?? 10_000, range: [1, longest] }),
    retries: options.retries === undefined ? 2 : whole('retries', [0, 10]),
    concurrency: options.concurrency === undefined ? 8 : whole('concurrency', [1, 10_000]),
    maxQueue: options.maxQueue === undefined ? 256 : whole('maxQueue', [0, 1_000_000]),
    maxResponseBytes: options.maxResponseBytes === undefined ? 2 ** 25 : whole('maxResponseBytes', [1, 2 ** 30]),
    hedge,
  }
}

function within({
  name,
  value,
  range: [least, most],
  whole = false,
}: {
  name: string
  value: unknown
  range: [number, number]
  whole?: boolean
}): number {
  if (typeof value === 'number' && value >= least && value <= most && (!whole || Number.isInteger(value))) return value
  const kind = whole ? 'a whole number' : 'a number of milliseconds'
  throw refuse(`\`${name}\` must be ${kind} from ${least} to ${most}.`)
}

function refuse(message: string): SecondpassError {
  return new SecondpassError({ code: 'invalid_request', message })
}
