import { failureText } from '../failure-text.ts'

/** Whether a refusal is about a pair that is longer than the physical batch. Its status is 500, as if it could pass. */
export function isTooLong(body: unknown): boolean {
  return /too large to process/i.test(failureText(body))
}
