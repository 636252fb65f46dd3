import { byId } from '../dom/by-id.ts'
import { showFieldError } from './field-error.ts'

/** The whole number in a field: undefined where it is empty, `'bad'` where the page says that it is none. */
export function readNumberField({ id, name, least }: { id: string; name: string; least: number }): number | undefined | 'bad' {
  const field = byId(id, HTMLInputElement)
  // A field of type number has no value where what was typed is no number.
  if (field.value.trim() === '' && !field.validity.badInput) return undefined
  const value = Number(field.value)
  if (!field.validity.badInput && Number.isSafeInteger(value) && value >= least) return value
  showFieldError(field, 'numbers-error', `${name} must be a whole number of ${least} or more, or empty.`)
  field.focus()
  return 'bad'
}
