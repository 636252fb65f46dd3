import type { RerankAnswer } from '../core/rerank-answer.ts'

/** Asks a server without the page, to know what the page should show. */
export async function rerankOverHttp(url: string, body: Readonly<Record<string, unknown>>): Promise<RerankAnswer> {
  const response = await fetch(`${url}/secondpass/v1/rerank`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`The server answered ${response.status}: ${await response.text()}`)
  return (await response.json()) as RerankAnswer
}
