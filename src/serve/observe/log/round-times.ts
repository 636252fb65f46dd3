/** Milliseconds to a tenth: more is noise. */
export function roundTimes<Times extends Readonly<Record<string, number>>>(times: Times): Record<keyof Times, number> {
  const rounded = Object.entries(times).map(([name, time]) => [name, Math.round(time * 10) / 10])
  return Object.fromEntries(rounded)
}
