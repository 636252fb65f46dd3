import { describe, expect, it } from 'vitest'
import { type Dtype, dtypes, selectModelFiles } from './select-model-files.ts'

const fast = { exactInt8: true, fastInt8: true }
const slow = { exactInt8: false, fastInt8: false }
const select = (files: string[], dtype?: Dtype, cpu = slow) => selectModelFiles({ files, dtype, cpu })

describe('without a wish', () => {
  const files = ['onnx/model.onnx', 'onnx/model_quantized.onnx', 'onnx/model_fp16.onnx']

  it('int8 is chosen where it is clearly faster, else fp32', () => {
    expect(select(files, undefined, fast)).toMatchObject({ dtype: 'int8', graph: 'onnx/model_quantized.onnx' })
    expect(select(files)).toMatchObject({ dtype: 'fp32', graph: 'onnx/model.onnx' })
  })

  it('what there is is taken, whatever the processor', () => {
    expect(select(['onnx/model_q4.onnx'], undefined, fast).dtype).toBe('q4')
    expect(select(['model_fp16.onnx']).dtype).toBe('fp16')
    expect(select(['onnx/model_uint8.onnx'])).toMatchObject({ dtype: 'uint8' })
  })
})

describe('a format that is wished for', () => {
  it.each<[Dtype, string]>([
    ['fp32', 'model.onnx'],
    ['fp16', 'onnx/model_fp16.onnx'],
    ['int8', 'onnx/model_int8.onnx'],
    ['int8', 'onnx/model_qint8_arm64.onnx'],
    ['uint8', 'onnx/model_quint8_avx2.onnx'],
    ['q4f16', 'onnx/model_q4f16.onnx'],
    ['bnb4', 'onnx/model_bnb4.onnx'],
  ])('%s is %s', (dtype, graph) => {
    expect(select(['onnx/other.onnx', graph], dtype)).toEqual({ dtype, graph, externalData: [] })
  })

  it('is refused when it is not there, with those that are', () => {
    expect(() => select(['model.onnx', 'onnx/model_q4.onnx'], 'fp16')).toThrow(
      expect.objectContaining({ code: 'invalid_model', message: expect.stringContaining('There are: fp32, q4.') }),
    )
    for (const dtype of dtypes) expect(() => select([], dtype)).toThrow('Export it to onnx/model.onnx first')
  })
})

it('weights beside a graph are its own only', () => {
  const files = ['model.onnx', 'model.onnx_data', 'model.onnx_data_1', 'model.onnx.data', 'model_fp16.onnx_data', 'x']
  expect(select(files).externalData).toEqual(['model.onnx_data', 'model.onnx_data_1', 'model.onnx.data'])
})
