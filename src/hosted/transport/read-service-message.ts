/**
 * What a service says of an error, out of the shapes that services give it: `message` (Cohere, AWS), `error` as text
 * (TEI) or with a `message` (vLLM, Pinecone, Google), `detail` as text or as a list (FastAPI), plain text, a page's title.
 */
export function readServiceMessage(text: string): string | undefined {
  const said = (findMessage(parse(text), 3) ?? '').trim()
  return said === '' ? undefined : said
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    if (!/^\s*</.test(text)) return text
    return /<title[^>]*>([^<]*)/i.exec(text)?.[1]
  }
}

function findMessage(value: unknown, depth: number): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null || depth === 0) return undefined
  if (Array.isArray(value)) {
    const all = value.slice(0, 5).map((one) => findMessage(one, depth - 1))
    return all.filter((one) => one !== undefined).join('; ')
  }
  const { message, Message, error, detail, msg, loc, errors, title } = value as Record<string, unknown>
  if (typeof msg === 'string') return Array.isArray(loc) ? `${loc.join('.')}: ${msg}` : msg
  for (const inner of [message, Message, error, detail, errors, title]) {
    const found = findMessage(inner, depth - 1)
    if (found) return found
  }
  return undefined
}
