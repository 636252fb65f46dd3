import { refusal } from './refusal.ts'

const names = ['results', 'data', 'rankings']

/**
 * Finds an answer's list of scores: the one under `name` (`''`: the answer itself), or the only one under a known name.
 *
 * @throws SecondpassError `invalid_scores`.
 */
export function findList(answer: unknown, name?: string): readonly unknown[] {
  if (Array.isArray(answer)) {
    if (name === undefined || name === '') return answer
    throw refusal(`is a list, and lacks the key \`${name}\``)
  }
  if (typeof answer !== 'object' || answer === null) throw refusal('is no list and no object')
  const record = answer as Readonly<Record<string, unknown>>
  const found = (name === undefined ? names : [name]).filter((each) => Array.isArray(record[each]))
  if (found.length > 1) throw refusal(`holds lists under ${found.map((each) => `\`${each}\``).join(' and ')}`)
  const [only] = found
  if (only === undefined) {
    throw refusal(name === '' ? 'is not a list' : `has no list under ${name ? `\`${name}\`` : names.join(', ')}`)
  }
  return record[only] as readonly unknown[]
}
