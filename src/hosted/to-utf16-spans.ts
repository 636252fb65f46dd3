import type { RelevantSpan } from '../reranker/index.ts'

/** Services count a text's characters by Unicode code points; JavaScript by UTF-16 code units, of which some have two. */
export function toUtf16Spans({
  text,
  spans,
}: {
  text: string
  spans: readonly { start: number; end: number; score?: number | undefined }[]
}): RelevantSpan[] {
  const starts = [0]
  for (const character of text) starts.push((starts.at(-1) as number) + character.length)
  const at = (place: number): number => starts[Math.max(0, Math.min(place, starts.length - 1))] as number
  return spans.map(({ start, end, score }) => ({
    start: at(start),
    end: at(end),
    ...(score !== undefined && { score }),
  }))
}
