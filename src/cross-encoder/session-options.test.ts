import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { overflowsWithoutVnni } from './onnx/overflows-without-vnni.ts'
import { summarizeGraph } from './onnx/summarize-graph.ts'
import { sessionOptions } from './session-options.ts'
import { embeddedModel, tinyBert } from './testing/fixtures.ts'
import { graphWith, initializer, node, tensor } from './testing/hostile-graph.ts'
import { varint } from './testing/protobuf-writer.ts'
import { ScratchFolder } from './testing/scratch-folder.ts'

const scratch = new ScratchFolder()
afterAll(() => scratch.remove())
const roberta = fileURLToPath(new URL('../../fixtures/architectures/tiny-roberta/onnx', import.meta.url))

const overflows = (file: string) => overflowsWithoutVnni({ summary: summarizeGraph(file), file })
function overflowsWith(operator: string, weights: Parameters<typeof tensor>[0], domain = ''): boolean {
  const graph = [node(operator, domain), initializer(tensor({ type: 3, dims: [3], ...weights }))]
  return overflows(scratch.write('model.onnx', graphWith({ graph })))
}
const raw = (...weights: number[]) => ({ raw: Buffer.from(new Int8Array(weights).buffer) })

describe('8-bit products overflow without VNNI', () => {
  it.each([
    ['MatMulInteger', ''],
    ['QLinearMatMul', ''],
    ['DequantizeLinear', ''],
    ['DynamicQuantizeMatMul', 'com.microsoft'],
    ['QAttention', 'com.microsoft'],
  ])('in %s with weights of eight bits, not of seven', (operator, domain) => {
    expect(overflowsWith(operator, raw(0, 65, 0), domain)).toBe(true)
    expect(overflowsWith(operator, raw(0, 0, -65), domain)).toBe(true)
    expect(overflowsWith(operator, raw(64, -64, 0), domain)).toBe(false)
  })

  it('also with weights that are written one by one', () => {
    const int32s = (...weights: number[]) => ({ int32s: weights.map(varint) })
    expect(overflowsWith('MatMulInteger', int32s(1, 64, -64))).toBe(false)
    expect(overflowsWith('MatMulInteger', int32s(-1, -33, 0))).toBe(false)
    expect(overflowsWith('MatMulInteger', int32s(1, 2, 65))).toBe(true)
    expect(overflowsWith('MatMulInteger', int32s(1, 2, -128))).toBe(true)
  })

  it('with weights in another file, which are not read', () => {
    expect(overflowsWith('MatMulInteger', { external: { location: 'w.bin' } })).toBe(true)
  })

  it('not with unsigned weights, zero points, or operators that multiply none', () => {
    expect(overflowsWith('MatMulInteger', { type: 2, ...raw(127, 127, 127) })).toBe(false)
    expect(overflowsWith('MatMulInteger', { dims: [], ...raw(127) })).toBe(false)
    expect(overflowsWith('Relu', raw(127, 127, 127))).toBe(false)
  })

  it('in the graphs that quantizers make, and not in the embedded model', () => {
    expect(overflows(`${roberta}/model_quantized.onnx`)).toBe(true)
    for (const name of ['model', 'model_uint8', 'model_fp16', 'model_q4'])
      expect(overflows(`${roberta}/${name}.onnx`)).toBe(false)
    for (const stage of [1, 2, 3]) expect(overflows(`${embeddedModel}/onnx/stage${stage}_int8.onnx`)).toBe(false)
  })
})

describe('a graph is opened', () => {
  const options = (file: string, exactInt8: boolean) =>
    sessionOptions({ summary: summarizeGraph(file), file, cpu: { exactInt8, fastInt8: exactInt8 } })

  it('with exact kernels only where its products would overflow', () => {
    const exact = { session: { load_model_format: 'ONNX', x64quantprecision: '1' } }
    expect(options(`${roberta}/model_quantized.onnx`, false).extra).toEqual(exact)
    for (const usual of [
      options(`${roberta}/model_quantized.onnx`, true),
      options(`${tinyBert}/onnx/model.onnx`, false),
    ])
      expect(usual.extra).toEqual({ session: { load_model_format: 'ONNX' } })
  })

  it('with one thread, and as ONNX whatever its name', () => {
    expect(options(`${tinyBert}/onnx/model.onnx`, true)).toMatchObject({ intraOpNumThreads: 1, interOpNumThreads: 1 })
  })
})
