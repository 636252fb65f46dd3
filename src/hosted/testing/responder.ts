/** A call as a server sees it. */
export interface Received {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  // biome-ignore lint/suspicious/noExplicitAny: whatever was sent.
  readonly body: any
}

/** What a server answers; a string is sent as text. */
export interface Reply {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: unknown
}

/** Answers in a server's shape. */
export type Responder = (received: Received) => Reply

/** The score of a text, before any activation. */
export type ScoringRule = (query: string, text: string) => number

/** Best first, as most servers answer; ties in any order, here the last first. */
export function ranked({
  query,
  texts,
  rule,
}: {
  query: string
  texts: readonly string[]
  rule: ScoringRule
}): { index: number; score: number }[] {
  return texts
    .map((text, index) => ({ index, score: rule(query, text) }))
    .sort((a, b) => b.score - a.score || b.index - a.index)
}
