/** A fetch that gives one recorded answer, and keeps what was sent. */
export function replay({ body, headers }: { body: unknown; headers?: Record<string, string> }): {
  fetch: typeof globalThis.fetch
  sent: { url: string; headers: Headers; body: unknown }[]
} {
  const sent: { url: string; headers: Headers; body: unknown }[] = []
  return {
    sent,
    fetch: async (url, init) => {
      sent.push({ url: String(url), headers: new Headers(init?.headers), body: JSON.parse(String(init?.body)) })
      return Response.json(body, headers ? { headers } : {})
    },
  }
}
