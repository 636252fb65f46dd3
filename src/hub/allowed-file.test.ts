import { join, resolve, sep } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isAllowedFile, isSafePath } from './allowed-file.ts'

test.each([
  'onnx/model.onnx',
  'model_quantized.onnx',
  'onnx/model.onnx_data',
  'onnx/model.onnx_data_1',
  'model.onnx.data',
  'config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'special_tokens_map.json',
  'added_tokens.json',
  'vocab.txt',
  'vocab.json',
  'merges.txt',
  'sentencepiece.bpe.model',
  'modules.json',
  'config_sentence_transformers.json',
  'sentence_bert_config.json',
  '1_Pooling/config.json',
  '2_Dense/config.json',
  'chat_template.jinja',
  'README.md',
  'LICENSE',
  'LICENSE.txt',
  'secondpass.json',
])('%s may be downloaded', (path) => expect(isAllowedFile(path)).toBe(true))

test.each([
  'pytorch_model.bin',
  'model.safetensors',
  'modeling.py',
  'model.pkl',
  'model.onnx.py',
  'onnx/config.json',
  'Dense/config.json',
  '1_Pooling/model.json',
  '.gitattributes',
  'config.json/x',
  '../config.json',
  'onnx/../model.onnx',
  '.model/../x.onnx',
])('%s may not', (path) => expect(isAllowedFile(path)).toBe(false))

test('what is safe stays below the folder it is joined to', () => {
  const piece = fc.constantFrom('..', '.', '/', '\\', 'a', ':', '\u0000', ' ', 'model.onnx', '...')
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(piece).map((pieces) => pieces.join('')),
      ),
      (path) => {
        if (isSafePath(path)) expect(resolve(join('/cache', path)).startsWith(`${resolve('/cache')}${sep}`)).toBe(true)
      },
    ),
  )
})
