import type { ModelFacts } from '../model-facts.ts'

/**
 * Read on 2026-11-26: docs.nvidia.com/nim/nemo-retriever, text-reranking 1.10 to 2.3 and reranking 2.4 (names; 512
 * passages a call), docs.api.nvidia.com/nim/reference. The tokens are those of the models' cards: 8,192, and 32,768 of
 * Nemotron 3.5; they are not verified for the hosted endpoints. Which models NVIDIA hosts changes; a container serves one.
 */
export const nvidiaModels: readonly ModelFacts[] = [
  { id: 'nvidia/llama-nemotron-rerank-1b-v2', maxDocuments: 512, contextTokens: 8192 },
  { id: 'nvidia/llama-nemotron-rerank-500m-v2', maxDocuments: 512, contextTokens: 8192 },
  { id: 'nvidia/llama-nemotron-rerank-vl-1b-v2', maxDocuments: 512, contextTokens: 8192 },
  { id: 'nvidia/Nemotron-3.5-Rerank-8B-BF16', maxDocuments: 512, contextTokens: 32_768 },
  { id: 'nvidia/llama-3.2-nv-rerankqa-1b-v2', maxDocuments: 512, contextTokens: 8192 },
]
