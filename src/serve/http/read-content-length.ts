/** Bytes that a body is announced with; undefined where it is not, or not with a number. */
export function readContentLength(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,15}$/.test(header) ? Number(header) : undefined
}
