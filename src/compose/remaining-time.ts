/** A clock that starts with a request: how many of its whole milliseconds are left, never below 0; undefined without a deadline. */
export function remainingTime(deadline: number | undefined): () => number | undefined {
  // What is no deadline is passed on, for the reranker to refuse.
  if (deadline === undefined || !(deadline >= 0)) return () => deadline
  const end = performance.now() + deadline
  return () => Math.max(0, Math.floor(end - performance.now()))
}
