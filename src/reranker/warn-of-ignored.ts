import type { Warning } from './warning.ts'
import type { WorkOption, WorkOptions } from './work-options.ts'

/** Says which of a request's options a model cannot apply: one warning for all, or none. */
export function warnOfIgnored({
  id,
  ignores = [],
  options,
}: {
  /** The model's. */
  id: string
  ignores?: readonly WorkOption[] | undefined
  options: WorkOptions
}): Warning[] {
  // The most urgent is what every request is that says nothing.
  const ignored = ignores.filter((name) => options[name] !== undefined && !(name === 'priority' && options[name] === 0))
  if (ignored.length === 0) return []
  const names = ignored.map((name) => `\`${name}\``).join(' and ')
  return [{ code: 'option_ignored', message: `${id} cannot apply ${names}, and answered without.` }]
}
