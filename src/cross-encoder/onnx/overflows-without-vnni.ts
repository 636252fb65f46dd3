import { ByteSource } from './byte-source.ts'
import type { GraphSummary } from './graph-summary.ts'

/** Operators that multiply 8-bit integers. */
const integerProducts = [
  'MatMulInteger',
  'DynamicQuantizeMatMul',
  'QAttention',
  'QLinearMatMul',
  'QGemm',
  'ConvInteger',
  'QLinearConv',
]
const blockBytes = 1 << 20

/**
 * Whether a graph's int8 products can overflow on x86 without VNNI: it has signed 8-bit weights beyond ±64. Weights of
 * seven bits are safe: 255 × 64 × 2 fits into 16 bits.
 */
export function overflowsWithoutVnni({ summary, file }: { summary: GraphSummary; file: string }): boolean {
  if (!integerProducts.some((operator) => summary.operators.has(operator))) return false
  const source = new ByteSource(file)
  try {
    return summary.int8Weights.some(({ start, end }) => hasLargeWeight(source, start, end))
  } finally {
    source.close()
  }
}

function hasLargeWeight(source: ByteSource, start: number, end: number): boolean {
  for (let place = start; place < end; place += blockBytes) {
    const bytes = source.bytes(place, Math.min(end, place + blockBytes))
    const weights = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length)
    if (weights.some((weight) => weight > 64 || weight < -64)) return true
  }
  return false
}
