export { CrossEncoder } from './cross-encoder.ts'
export type { CrossEncoderOptions, LongDocuments } from './cross-encoder-options.ts'
