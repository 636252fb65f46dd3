const names = [
  'x-request-id',
  'request-id',
  'x-amzn-requestid',
  'x-goog-request-id',
  'apim-request-id',
  'x-debug-trace-id',
  'x-trace-id',
  'cf-ray',
]

/** The service's own name for a call, by the headers that services use for it. */
export function readRequestId(headers: Headers): string | undefined {
  return (
    names.map((name) => headers.get(name)).find((id) => id !== null && /^[\x21-\x7e]{1,128}$/.test(id)) ?? undefined
  )
}
