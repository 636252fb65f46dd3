export { detectCpuFeatures } from './cpu-features.ts'
export { CrossEncoder, type RemoteModel } from './cross-encoder.ts'
export type { CrossEncoderOptions, LongDocuments } from './cross-encoder-options.ts'
export { type Dtype, dtypes, selectModelFiles } from './select-model-files.ts'
