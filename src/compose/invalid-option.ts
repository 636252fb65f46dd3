import { SecondpassError } from '../reranker/index.ts'

/** An option that makes no sense. */
export function invalidOption(message: string): SecondpassError {
  return new SecondpassError({ code: 'invalid_request', message })
}

/** Refuses what is no number of milliseconds, dollars, …; undefined passes. */
export function requireNumber({
  name,
  value,
  above = false,
}: {
  name: string
  value: number | undefined
  /** Whether 0 is refused too. */
  above?: boolean
}): void {
  if (value === undefined || (Number.isFinite(value) && (above ? value > 0 : value >= 0))) return
  throw invalidOption(`\`${name}\` is ${String(value)}. It must be a number ${above ? 'above 0' : 'of 0 or more'}.`)
}

/** Refuses what is no whole number of `from` or more; undefined passes. */
export function requireCount({ name, value, from }: { name: string; value: number | undefined; from: number }): void {
  if (value === undefined || (Number.isSafeInteger(value) && value >= from)) return
  throw invalidOption(`\`${name}\` is ${String(value)}. It must be an integer of ${from} or more.`)
}
