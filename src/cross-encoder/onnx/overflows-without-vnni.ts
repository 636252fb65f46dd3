import { ByteSource } from './byte-source.ts'
import type { GraphSummary } from './graph-summary.ts'
import { integerProducts } from './operators.ts'

const blockBytes = 1 << 20

/**
 * Whether a graph's int8 products can overflow on x86 without VNNI: it has signed 8-bit weights beyond ±64. Weights of
 * seven bits are safe: 255 × 64 × 2 fits into 16 bits. Weights in other files are not read, and count as of eight bits.
 */
export function overflowsWithoutVnni({ summary, file }: { summary: GraphSummary; file: string }): boolean {
  const used = [...summary.operators.values()]
  if (![...integerProducts].some((operator) => used.some((names) => names.has(operator)))) return false
  if (summary.externalInt8) return true
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
