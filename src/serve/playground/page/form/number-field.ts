import { byId } from '../dom/by-id.ts'
import { Problem } from './problem.ts'

/**
 * The whole number in a field; undefined where it is empty.
 *
 * @throws Problem
 */
export function readNumberField({ id, name, least }: { id: string; name: string; least: number }): number | undefined {
  const { value, validity } = byId(id, HTMLInputElement)
  // A field of type number has no value where what was typed is no number.
  if (value.trim() === '' && !validity.badInput) return undefined
  if (!validity.badInput && Number.isSafeInteger(Number(value)) && Number(value) >= least) return Number(value)
  const message = `${name} must be a whole number of ${least} or more, or empty.`
  throw new Problem({ field: id, place: 'numbers-error', message })
}
