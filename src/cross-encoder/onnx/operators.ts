/** ONNX's own operators that can run for ever, and that no reranker has. */
export const endlessOperators: ReadonlySet<string> = new Set(['Loop', 'Scan', 'SequenceMap'])

/**
 * What is allowed of `com.microsoft`, the runtime's own operators: those that its optimizers and quantizers put into encoders
 * and language models. The others are many, seldom used, and seldom tested with hostile input.
 */
export const contribOperators: ReadonlySet<string> = new Set([
  'Attention',
  'BiasGelu',
  'BiasSoftmax',
  'DequantizeLinear',
  'DynamicQuantizeMatMul',
  'EmbedLayerNormalization',
  'FastGelu',
  'FusedGemm',
  'FusedMatMul',
  'GatedRelativePositionBias',
  'GatherBlockQuantized',
  'Gelu',
  'GroupQueryAttention',
  'LayerNormalization',
  'MatMulBnb4',
  'MatMulIntegerToFloat',
  'MatMulNBits',
  'MoE',
  'MultiHeadAttention',
  'QAttention',
  'QEmbedLayerNormalization',
  'QGemm',
  'QLinearAdd',
  'QLinearConcat',
  'QLinearMul',
  'QLinearReduceMean',
  'QLinearSigmoid',
  'QLinearSoftmax',
  'QLinearWhere',
  'QMoE',
  'QuantizeLinear',
  'QuickGelu',
  'RelativePositionBias',
  'RotaryEmbedding',
  'SimplifiedLayerNormalization',
  'SkipLayerNormalization',
  'SkipSimplifiedLayerNormalization',
])

/** Operators that multiply 8-bit integers. `DequantizeLinear`: the runtime makes products of those around it. */
export const integerProducts: ReadonlySet<string> = new Set([
  'ConvInteger',
  'DequantizeLinear',
  'DynamicQuantizeMatMul',
  'MatMulInteger',
  'MatMulIntegerToFloat',
  'QAttention',
  'QGemm',
  'QLinearConv',
  'QLinearMatMul',
])
