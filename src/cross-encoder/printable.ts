/**
 * Text from a model folder as it can stand in a message: short, and without characters that steer a terminal or turn the
 * direction of reading.
 */
export function printable(text: string): string {
  const shown = text.slice(0, 100).replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '?')
  return text.length > 100 ? `${shown}…` : shown
}
