import { expect, test } from 'vitest'
import { selectRepositoryFiles } from './select-repository-files.ts'

const base = ['config.json', 'tokenizer.json']
const select = (paths: string[], dtype?: 'fp32' | 'int8' | 'q4'): string[] =>
  selectRepositoryFiles({ dtype })(paths.map((path) => ({ path })))

test('takes one graph with its weights and all that describes the model', () => {
  const described = [
    ...base,
    'tokenizer_config.json',
    'special_tokens_map.json',
    'modules.json',
    'config_sentence_transformers.json',
    '1_LogitScore/config.json',
    'chat_template.jinja',
    'README.md',
    'LICENSE.txt',
  ]
  const graphs = ['onnx/model.onnx', 'onnx/model.onnx_data', 'onnx/model.onnx_data_1', 'onnx/model_quantized.onnx']
  expect(select([...described, ...graphs, 'vocab.txt', 'sentencepiece.bpe.model'], 'fp32')).toEqual([
    ...described,
    ...graphs.slice(0, 3),
  ])
  expect(select([...described, ...graphs], 'int8')).toEqual([...described, 'onnx/model_quantized.onnx'])
})

test('takes all graphs of a repository that names them itself', () => {
  const files = ['tokenizer.json', 'secondpass.json', 'onnx/layers-1-2.onnx', 'onnx/layers-3-4.onnx']
  expect([...select(files)].sort()).toEqual([...files].sort())
})

test.each([
  [['tokenizer.json', 'model.onnx'], undefined, /no config\.json/],
  [['config.json', 'model.onnx'], undefined, /no tokenizer\.json/],
  [base, undefined, /no ONNX graph\. Export it/],
  [[...base, 'onnx/model.onnx', 'onnx/model_fp16.onnx'], 'q4' as const, /of dtype q4\. There are: fp32, fp16/],
  [[...base, 'model.onnx'], 'q5' as 'q4', /`dtype` is "q5"\. It must be one of fp32/],
])('says what is wrong with %j', (files, dtype, message) => {
  expect(() => select(files, dtype)).toThrow(message)
})
