/** The trace id of a W3C `traceparent` header, for the log of a server that makes no spans itself. */
export function readTraceId(header: string | null | undefined): string | undefined {
  const id = /^(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:$|-)/.exec(header ?? '')?.[1]
  return id === undefined || /^0+$/.test(id) ? undefined : id
}
