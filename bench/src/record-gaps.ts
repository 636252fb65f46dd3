/**
 * Runs `work` and gives the times between ticks of a timer that is due every millisecond, in milliseconds. A long gap is
 * a time in which this thread could do nothing else.
 */
export async function recordGaps(work: () => Promise<unknown>): Promise<number[]> {
  const gaps: number[] = []
  let last = performance.now()
  const tick = (): void => {
    const now = performance.now()
    gaps.push(now - last)
    last = now
  }
  const timer = setInterval(tick, 1)
  try {
    await work()
    tick()
  } finally {
    clearInterval(timer)
  }
  return gaps
}
