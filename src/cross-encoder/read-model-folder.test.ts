import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SecondpassError } from '../reranker/index.ts'
import { readModelFolder } from './read-model-folder.ts'
import { embeddedModel, tinyBert, tinyBertStaged } from './testing/fixtures.ts'
import { type ModelFiles, manifest, SmallModels } from './testing/small-models.ts'

const models = new SmallModels()
afterAll(() => models.remove())
let count = 0

function make(files: ModelFiles = {}): string {
  return models.make(`model-${count++}`, files)
}

function refusal(folder: string): SecondpassError {
  try {
    readModelFolder(folder)
  } catch (error) {
    if (error instanceof SecondpassError) return error
    throw error
  }
  throw new Error('It was not refused.')
}

describe('a folder with a secondpass.json', () => {
  it('is what that says', () => {
    const folder = make({
      'secondpass.json': {
        ...manifest,
        revision: '7',
        stages: [{ file: 'a.onnx', layers: '1-2' }, { file: 'b.onnx' }],
        more: true,
      },
      'a.onnx': 'x',
      'b.onnx': 'x',
    })
    expect(readModelFolder(folder)).toEqual({
      id: 'small',
      revision: '7',
      folder,
      architecture: 'unknown',
      dtype: 'fp32',
      stages: [{ file: join(folder, 'a.onnx') }, { file: join(folder, 'b.onnx') }],
      window: 64,
      firstPosition: 0,
      defaultMaxTokens: 32,
      head: { kind: 'one-logit' },
      scale: 'sigmoid',
    })
  })

  it('may ask for logits', () => {
    const folder = make({ 'secondpass.json': { ...manifest, score: { activation: 'identity' } } })
    expect(readModelFolder(folder).scale).toBe('logit')
  })

  it('reads no more by default than its window', () => {
    const folder = make({ 'secondpass.json': { ...manifest, defaultMaxTokens: 500 } })
    expect(readModelFolder(folder).defaultMaxTokens).toBe(64)
  })

  it('does not need a config.json, nor look at it', () => {
    expect(readModelFolder(make({ 'secondpass.json': manifest, 'config.json': 'garbage' })).id).toBe('small')
    expect(readModelFolder(make({ 'secondpass.json': manifest, 'config.json': undefined })).id).toBe('small')
  })

  it.each([
    ['text that is no JSON', '{"format": 1'],
    ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0x00])],
    ['nothing', ''],
    ['a list', []],
    ['another format', { ...manifest, format: 2 }],
    ['another task', { ...manifest, task: 'embed' }],
    ['a path for a name', { ...manifest, id: '../small' }],
    ['no name', { ...manifest, id: '' }],
    ['a window of no size', { ...manifest, window: 0 }],
    ['half a window', { ...manifest, window: 64.5 }],
    ['no stages', { ...manifest, stages: [] }],
    ['a stage without a file', { ...manifest, stages: [{}] }],
    ['an unknown activation', { ...manifest, score: { activation: 'tanh' } }],
    ['more than a mebibyte', JSON.stringify({ ...manifest, padding: 'x'.repeat(1_100_000) })],
  ])('is refused with %s', (_, content) => {
    const folder = make({ 'secondpass.json': content })
    const error = refusal(folder)
    expect(error.code).toBe('invalid_model')
    expect(error.message).toContain('secondpass.json')
    expect(error.message).not.toContain(folder)
  })

  it.each(['../outside.onnx', 'onnx/../../outside.onnx', '/etc/hostname', '.', '..', '', 'onnx'])(
    'is refused with a stage at "%s"',
    (file) => {
      writeFileSync(join(models.root, 'outside.onnx'), 'x')
      const error = refusal(make({ 'secondpass.json': { ...manifest, stages: [{ file }] } }))
      expect(error.code).toBe('invalid_model')
      expect(error.message).not.toContain(models.root)
    },
  )

  it('is refused with a stage in a sibling folder whose name begins alike', () => {
    const folder = make()
    mkdirSync(`${folder}-more`)
    writeFileSync(join(`${folder}-more`, 'x.onnx'), 'x')
    const stages = [{ file: `..${sep}${relative(models.root, folder)}-more${sep}x.onnx` }]
    writeFileSync(join(folder, 'secondpass.json'), JSON.stringify({ ...manifest, stages }))
    expect(refusal(folder).message).toContain('which is outside its folder')
  })

  it('is refused without a stage’s file', () => {
    const folder = make({ 'secondpass.json': { ...manifest, stages: [{ file: 'gone.onnx' }] } })
    expect(refusal(folder)).toMatchObject({ code: 'invalid_model', message: expect.stringContaining('gone.onnx') })
  })
})

describe('a folder in Hugging Face’s layout', () => {
  it('goes by its own name, has one stage, and its scores go through a sigmoid', () => {
    const folder = make({
      'config.json': { model_type: 'bert', max_position_embeddings: 256 },
      'tokenizer_config.json': undefined,
    })
    expect(readModelFolder(folder)).toEqual({
      id: relative(models.root, folder),
      folder,
      architecture: 'bert',
      dtype: 'fp32',
      stages: [{ file: join(folder, 'onnx/model.onnx') }],
      window: 256,
      firstPosition: 0,
      defaultMaxTokens: 256,
      head: { kind: 'one-logit' },
      scale: 'sigmoid',
    })
  })

  it('may have its graph beside its other files', () => {
    const folder = make({ 'onnx/model.onnx': undefined, 'model.onnx': 'x' })
    expect(readModelFolder(folder).stages).toEqual([{ file: join(folder, 'model.onnx') }])
  })

  it.each([
    ['nothing', {}, {}, 512, 512],
    ['many positions', { max_position_embeddings: 8192 }, {}, 8192, 512],
    ['a limit of the tokenizer', { max_position_embeddings: 8192 }, { model_max_length: 256 }, 256, 256],
    ['no limit of the tokenizer', { max_position_embeddings: 300 }, { model_max_length: 1e30 }, 300, 300],
    [
      'positions behind the padding',
      { model_type: 'roberta', max_position_embeddings: 514, pad_token_id: 1 },
      {},
      512,
      512,
    ],
    ['positions from zero', { model_type: 'bert', max_position_embeddings: 514, pad_token_id: 1 }, {}, 514, 512],
  ])('whose files name %s has the window that leaves', (_, config, tokenizer, window, defaultMaxTokens) => {
    const folder = make({ 'config.json': config, 'tokenizer_config.json': tokenizer })
    expect(readModelFolder(folder)).toMatchObject({ window, defaultMaxTokens })
  })

  it.each([
    [{}, 'sigmoid'],
    [{ sentence_transformers: {} }, 'sigmoid'],
    [{ sentence_transformers: { activation_fn: 'torch.nn.modules.activation.Sigmoid' } }, 'sigmoid'],
    [{ sentence_transformers: { activation_fn: 'torch.nn.modules.linear.Identity' } }, 'logit'],
  ])('with the configuration %o has scores on the scale %s', (config, scale) => {
    expect(readModelFolder(make({ 'config.json': config })).scale).toBe(scale)
  })

  it.each([
    [{ num_labels: 1 }, { head: { kind: 'one-logit' }, scale: 'sigmoid' }],
    [{ id2label: { 0: 'LABEL_0' } }, { head: { kind: 'one-logit' }, scale: 'sigmoid' }],
    [{ num_labels: 2 }, { head: { kind: 'two-labels', relevant: 1 }, scale: 'sigmoid' }],
    [{ id2label: { 0: 'yes', 1: 'no' } }, { head: { kind: 'two-labels', relevant: 0 }, scale: 'sigmoid' }],
  ])('with the configuration %o has its head', (config, head) => {
    expect(readModelFolder(make({ 'config.json': config }))).toMatchObject(head)
  })

  it.each([
    [{ id2label: { 0: 'a', 1: 'b', 2: 'c' } }, '3 labels (a, b, c)'],
    [{ id2label: { 0: 'cats', 1: 'dogs' } }, 'cats and dogs'],
  ])('with the labels %o is refused', (config, problem) => {
    const folder = make({ 'config.json': config })
    expect(refusal(folder)).toMatchObject({ code: 'invalid_model', message: expect.stringContaining(problem) })
  })

  it.each([
    ['config.json', { 'config.json': undefined }],
    ['config.json', { 'config.json': 'garbage' }],
    ['config.json', { 'config.json': { max_position_embeddings: 'many' } }],
    ['model.onnx', { 'onnx/model.onnx': undefined }],
    ['tokenizer.json', { 'tokenizer.json': undefined }],
  ])('is refused without a good %s', (name, files) => {
    const folder = make(files)
    const error = refusal(folder)
    expect(error.code).toBe('invalid_model')
    expect(error.message).toContain(name)
    expect(error.message).not.toContain(folder)
  })
})

describe('links', () => {
  let elsewhere: string
  beforeAll(() => {
    elsewhere = join(models.root, 'elsewhere')
    writeFileSync(elsewhere, '{}')
  })

  it.each(['tokenizer.json', 'config.json', 'onnx/model.onnx', 'tokenizer_config.json'])(
    'out of the folder are refused: %s',
    (name) => {
      const folder = make()
      rmSync(join(folder, name))
      symlinkSync(elsewhere, join(folder, name))
      expect(refusal(folder)).toMatchObject({ code: 'invalid_model', message: expect.stringContaining(name) })
    },
  )

  it('out of the folder are refused for the folder of the graph too', () => {
    const folder = make()
    rmSync(join(folder, 'onnx'), { recursive: true })
    symlinkSync(join(tinyBert, 'onnx'), join(folder, 'onnx'))
    expect(refusal(folder)).toMatchObject({ code: 'invalid_model' })
  })

  it('within the folder, and to the folder itself, are fine', () => {
    const folder = make({ 'onnx/model.onnx': undefined, 'graph.bin': 'x' })
    symlinkSync('graph.bin', join(folder, 'model.onnx'))
    const link = join(models.root, 'link')
    symlinkSync(folder, link)
    expect(readModelFolder(link)).toMatchObject({ id: 'link', stages: [{ file: join(link, 'model.onnx') }] })
  })
})

describe('a folder', () => {
  it('that is not there, or is none, is not found', () => {
    for (const path of [
      join(models.root, 'nowhere'),
      join(tinyBert, 'config.json'),
      join(tinyBert, 'config.json', 'x'),
    ]) {
      expect(refusal(path)).toMatchObject({ code: 'model_not_found', message: expect.stringContaining(path) })
    }
  })

  it('may be named with a slash at its end, or from here', () => {
    expect(readModelFolder(tinyBert + sep)).toEqual(readModelFolder(tinyBert))
    expect(readModelFolder(relative(process.cwd(), tinyBert))).toEqual(readModelFolder(tinyBert))
  })

  it('of ours is described without opening a graph', () => {
    expect(readModelFolder(embeddedModel).id).toBe('secondpass-en')
    expect(readModelFolder(tinyBertStaged).stages).toHaveLength(2)
  })
})
