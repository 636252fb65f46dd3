import type { JsonObject } from '../reading/body-fields.ts'

/** What Cohere v1, Jina, vLLM, llama.cpp, Infinity and Xinference know. */
export interface CohereV1Body {
  model?: string | null | undefined
  query: string | { text: string }
  documents: (string | JsonObject)[] | string
  top_n?: number | null | undefined
  top_k?: number | null | undefined
  rank_fields?: string[] | null | undefined
  return_documents?: boolean | null | undefined
  max_chunks_per_doc?: number | null | undefined
  max_tokens_per_doc?: number | null | undefined
  truncate_prompt_tokens?: number | null | undefined
  raw_scores?: boolean | null | undefined
  use_activation?: boolean | null | undefined
  priority?: number | null | undefined
}
