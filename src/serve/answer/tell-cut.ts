import type { RerankResponse } from '../../reranker/index.ts'

/** Says how many texts were cut, of all the responses to a body. Not "than the model reads": requests have limits too. */
export function tellCut(responses: readonly Pick<RerankResponse, 'usage'>[]): string[] {
  const cut = responses.reduce((sum, { usage }) => sum + usage.truncated, 0)
  if (cut === 0) return []
  return [
    cut === 1
      ? '1 document was longer than what was read of it, and was cut.'
      : `${cut} documents were longer than what was read of them, and were cut.`,
  ]
}
