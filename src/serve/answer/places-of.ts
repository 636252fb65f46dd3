import type { ServedRequest } from './served-request.ts'

/** Where documents of a request stand in the body that it came in. */
export function placesOf({
  request: { places },
  indexes,
}: {
  request: Pick<ServedRequest, 'places'>
  indexes: readonly number[]
}): number[] {
  return indexes.map((index) => places?.[index] ?? index)
}
