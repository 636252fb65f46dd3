/** Halfway between the earliest and the latest answer, as a multiple of the time that is needed; the first part makes up for estimates. */
const middle = 1.4
/** Parts of that by which answers differ, so that those refused together do not come back together. */
const jitter = 0.2

/**
 * Whole seconds for `Retry-After`, 1 or more: enough for what is needed, and not the same for all.
 *
 * @param needed - Milliseconds.
 * @param random - 0 to 1.
 */
export function retryAfter({ needed, random }: { needed: number; random: number }): number {
  return Math.max(1, Math.ceil((needed / 1000) * middle * (1 + jitter * (2 * random - 1))))
}
