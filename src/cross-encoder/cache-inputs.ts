import type { InferenceSession, Tensor } from 'onnxruntime-node'
import { invalidModel } from './invalid-model.ts'

const cacheName = /^past_key_values\.\d+\.(?:key|value)$/
const keptLogits = 'num_logits_to_keep'

/** Whether an input is one that graphs have for writing text word by word, and that a prompt's first reading gives nothing to. */
export function isCacheInput(name: string): boolean {
  return cacheName.test(name) || name === keptLogits
}

/**
 * What such inputs are given: a cache without a single position, of the shape that the graph names, and the wish for the
 * last position's answer alone. They are the same for every pair.
 */
export async function emptyCache({
  inputMetadata,
}: Pick<InferenceSession, 'inputMetadata'>): Promise<Record<string, Tensor>> {
  const { Tensor } = await import('onnxruntime-node')
  const inputs: Record<string, Tensor> = {}
  for (const input of inputMetadata) {
    if (!isCacheInput(input.name)) continue
    if (input.name === keptLogits) {
      inputs[input.name] = new Tensor('int64', BigInt64Array.of(1n), [])
      continue
    }
    const [, heads, , size] = input.isTensor ? input.shape : []
    if (!input.isTensor || typeof heads !== 'number' || typeof size !== 'number' || !/^float(16|32)$/.test(input.type))
      throw invalidModel(`has a graph whose input ${input.name} does not say of what shape and type it is`)
    const numbers = input.type === 'float16' ? new Uint16Array(0) : new Float32Array(0)
    inputs[input.name] = new Tensor(input.type, numbers, [1, heads, 0, size])
  }
  return inputs
}
