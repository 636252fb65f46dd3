/**
 * The reference's rule on tokens that a program read itself: the query keeps at most half the limit and leaves room for a
 * token of the document, which takes the rest. `whole` is the pair without a limit, which shows the special tokens: all
 * models compared here have one in front, one behind, and the others in between.
 */
export function cutByRule({
  whole,
  query,
  document,
  maxTokens,
}: {
  whole: readonly number[]
  query: readonly number[]
  document: readonly number[]
  maxTokens: number
}): number[] {
  const special = whole.length - query.length - document.length
  const keptQuery = query.slice(0, Math.min(Math.floor(maxTokens / 2), maxTokens - special - 1))
  const keptDocument = document.slice(0, maxTokens - special - keptQuery.length)
  const between = whole.slice(1 + query.length, whole.length - 1 - document.length)
  return [...whole.slice(0, 1), ...keptQuery, ...between, ...keptDocument, ...whole.slice(-1)]
}
