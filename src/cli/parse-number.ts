import { InvalidArgumentError } from 'commander'

/** Reads an option's number. */
export function toNumber(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value) || value < 0)
    throw new InvalidArgumentError('It must be a number of 0 or more.')
  return value
}

/** Reads an option's integer. */
export function toInteger(text: string): number {
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(Number(text)))
    throw new InvalidArgumentError('It must be an integer of 0 or more.')
  return Number(text)
}
