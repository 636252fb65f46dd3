/**
 * vLLM's two limits. Of both, −1 and 0 are the model's own; `truncate_prompt_tokens` counts query and document together
 * there, and is read as a limit of the document alone, because a query is never cut to make room.
 */
export function readTokenLimit({
  max_tokens_per_doc,
  truncate_prompt_tokens,
}: {
  max_tokens_per_doc?: number | null | undefined
  truncate_prompt_tokens?: number | null | undefined
}): { maxDocumentTokens: number | undefined; warnings: string[] } {
  if (!truncate_prompt_tokens || truncate_prompt_tokens < 0) {
    return { maxDocumentTokens: max_tokens_per_doc || undefined, warnings: [] }
  }
  const warnings = ["'truncate_prompt_tokens' was read as a limit of each document; the query is not counted."]
  return { maxDocumentTokens: Math.min(max_tokens_per_doc || truncate_prompt_tokens, truncate_prompt_tokens), warnings }
}
