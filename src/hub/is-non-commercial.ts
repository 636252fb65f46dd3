/** Whether a licence, by its SPDX or hub identifier, forbids commercial use. */
export function isNonCommercial(licence: string): boolean {
  return /(?:^|-)nc(?:-|$)|non-?commercial/i.test(licence)
}
