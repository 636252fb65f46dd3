import { byId } from '../dom/by-id.ts'

/** Says at a field what is wrong with it, or, without a message, that nothing is. */
export function showFieldError(field: HTMLElement, messageId: string, message?: string): void {
  const place = byId(messageId, HTMLElement)
  place.textContent = message ?? ''
  place.hidden = message === undefined
  if (message === undefined) field.removeAttribute('aria-invalid')
  else field.setAttribute('aria-invalid', 'true')
}
