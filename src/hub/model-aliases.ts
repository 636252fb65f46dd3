/** A well-known reranker. */
export interface ModelAlias {
  /** The repository on the Hugging Face hub that has it as ONNX graphs. */
  readonly repository: string
  /** Tokens of a query and a document together that it was made for. */
  readonly window: number
  /** ISO 639-1 codes, or what its makers say where they name no list. */
  readonly languages: string
  /** SPDX identifier, of the model it was converted from where it is a conversion. */
  readonly licence: string
  /** Megabytes of its smallest graph that ONNX Runtime runs on a CPU. */
  readonly megabytes: number
}

/**
 * Short names of models. From the model cards and file lists of the repositories; what could not be read there is not here.
 * Models of other designs (decoders that answer yes or no, such as Qwen3-Reranker) are not here either.
 */
export const modelAliases: Readonly<Record<string, ModelAlias>> = {
  'ms-marco-TinyBERT-L2-v2': {
    repository: 'cross-encoder/ms-marco-TinyBERT-L2-v2',
    window: 512,
    languages: 'en',
    licence: 'Apache-2.0',
    megabytes: 4.5,
  },
  'ms-marco-MiniLM-L2-v2': {
    repository: 'cross-encoder/ms-marco-MiniLM-L2-v2',
    window: 512,
    languages: 'en',
    licence: 'Apache-2.0',
    megabytes: 15.8,
  },
  'ms-marco-MiniLM-L4-v2': {
    repository: 'cross-encoder/ms-marco-MiniLM-L4-v2',
    window: 512,
    languages: 'en',
    licence: 'Apache-2.0',
    megabytes: 19.5,
  },
  'ms-marco-MiniLM-L6-v2': {
    repository: 'cross-encoder/ms-marco-MiniLM-L6-v2',
    window: 512,
    languages: 'en',
    licence: 'Apache-2.0',
    megabytes: 23.2,
  },
  'ms-marco-MiniLM-L12-v2': {
    repository: 'cross-encoder/ms-marco-MiniLM-L12-v2',
    window: 512,
    languages: 'en',
    licence: 'Apache-2.0',
    megabytes: 34.2,
  },
  'bge-reranker-base': {
    repository: 'Xenova/bge-reranker-base',
    window: 512,
    languages: 'en, zh',
    licence: 'MIT',
    megabytes: 279,
  },
  'bge-reranker-large': {
    repository: 'Xenova/bge-reranker-large',
    window: 512,
    languages: 'en, zh',
    licence: 'MIT',
    megabytes: 563,
  },
  'bge-reranker-v2-m3': {
    repository: 'onnx-community/bge-reranker-v2-m3-ONNX',
    window: 8192,
    languages: 'multilingual',
    licence: 'Apache-2.0',
    megabytes: 571,
  },
  'mxbai-rerank-xsmall-v1': {
    repository: 'mixedbread-ai/mxbai-rerank-xsmall-v1',
    window: 512,
    languages: 'en',
    licence: 'Apache-2.0',
    megabytes: 87.2,
  },
  'mxbai-rerank-base-v1': {
    repository: 'mixedbread-ai/mxbai-rerank-base-v1',
    window: 512,
    languages: 'en',
    licence: 'Apache-2.0',
    megabytes: 244,
  },
  'mxbai-rerank-large-v1': {
    repository: 'mixedbread-ai/mxbai-rerank-large-v1',
    window: 512,
    languages: 'en',
    licence: 'Apache-2.0',
    megabytes: 643,
  },
  'jina-reranker-v1-tiny-en': {
    repository: 'jinaai/jina-reranker-v1-tiny-en',
    window: 8192,
    languages: 'en',
    licence: 'Apache-2.0',
    megabytes: 33.4,
  },
  'jina-reranker-v1-turbo-en': {
    repository: 'jinaai/jina-reranker-v1-turbo-en',
    window: 8192,
    languages: 'en',
    licence: 'Apache-2.0',
    megabytes: 38.3,
  },
  'jina-reranker-v2-base-multilingual': {
    repository: 'jinaai/jina-reranker-v2-base-multilingual',
    window: 1024,
    languages: 'multilingual',
    licence: 'CC-BY-NC-4.0',
    megabytes: 280,
  },
  'gte-multilingual-reranker-base': {
    repository: 'onnx-community/gte-multilingual-reranker-base',
    window: 8192,
    languages: 'multilingual',
    licence: 'Apache-2.0',
    megabytes: 341,
  },
  'gte-reranker-modernbert-base': {
    repository: 'Alibaba-NLP/gte-reranker-modernbert-base',
    window: 8192,
    languages: 'en',
    licence: 'Apache-2.0',
    megabytes: 151,
  },
  'ettin-reranker-32m-v1': {
    repository: 'cross-encoder/ettin-reranker-32m-v1',
    window: 7999,
    languages: 'en',
    licence: 'Apache-2.0',
    megabytes: 128,
  },
  'ettin-reranker-68m-v1': {
    repository: 'cross-encoder/ettin-reranker-68m-v1',
    window: 7999,
    languages: 'en',
    licence: 'Apache-2.0',
    megabytes: 273,
  },
  'ettin-reranker-150m-v1': {
    repository: 'cross-encoder/ettin-reranker-150m-v1',
    window: 7999,
    languages: 'en',
    licence: 'Apache-2.0',
    megabytes: 597,
  },
}
