/** The most that is told in a header, in characters. */
const most = 2000

/** Warnings for an answer that has no place for them. What headers cannot hold becomes a question mark. */
export function writeWarningsHeader(warnings: readonly string[]): Record<string, string> {
  if (warnings.length === 0) return {}
  const text = warnings.join(' ').replace(/[^\x20-\x7e]/g, '?')
  return { 'X-Secondpass-Warnings': text.slice(0, most) }
}
