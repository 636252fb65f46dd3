/**
 * secondpass: rerank candidates with a cross-encoder.
 *
 * @module
 */
export { createReranker } from './create-reranker.ts'
export { CrossEncoder, type CrossEncoderOptions, type LongDocuments } from './cross-encoder/index.ts'
export * from './reranker/index.ts'
