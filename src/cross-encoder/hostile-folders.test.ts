import { execFileSync } from 'node:child_process'
import {
  cpSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { platform } from 'node:process'
import { afterAll, describe, expect, it } from 'vitest'
import { tinyBert, tinyBertStaged } from './testing/fixtures.ts'
import { attribute, graphWith, initializer, input, nested, node, tensor } from './testing/hostile-graph.ts'
import { loadModel } from './testing/load-model.ts'
import { block, bytes, head, number, text } from './testing/protobuf-writer.ts'
import { ScratchFolder } from './testing/scratch-folder.ts'
import { encodeGraph } from './testing/small-graph.ts'
import { sumGraph } from './testing/small-models.ts'

const scratch = new ScratchFolder()
afterAll(() => scratch.remove())
let count = 0

function copyOf(fixture: string): string {
  const folder = join(scratch.path, `model-${count++}`)
  cpSync(fixture, folder, { recursive: true })
  return folder
}

/** A folder whose graph is another. */
const withGraph = (content: Uint8Array) => (folder: string) => writeFileSync(join(folder, 'onnx/model.onnx'), content)
const withMore = (...graph: Uint8Array[]) => withGraph(graphWith({ graph }))
const withWeightsAt = (location: string | Uint8Array, more = {}) =>
  withMore(initializer(tensor({ external: { location, ...more } })))
const withOpset = (domain: string, version: number) =>
  withGraph(graphWith({ model: [block(8, [text(1, domain), number(2, version)])] }))

function withTokenizer(change: (tokenizer: Record<string, unknown>) => void): (folder: string) => void {
  return (folder) => {
    const path = join(folder, 'tokenizer.json')
    const tokenizer = JSON.parse(readFileSync(path, 'utf8'))
    change(tokenizer)
    writeFileSync(path, JSON.stringify(tokenizer))
  }
}

/** A folder whose weights are a link to a file outside. */
function withLink(folder: string): void {
  symlinkSync(scratch.write('outside.bin', Buffer.alloc(1000)), join(folder, 'onnx/w.bin'))
  withWeightsAt('w.bin')(folder)
}

function withNaN(folder: string): void {
  withGraph(encodeGraph(sumGraph({ factor: [Number.NaN] })))(folder)
}

const mismatched = encodeGraph({
  ...sumGraph(),
  constants: { factor: [1], odd: [1, 2, 3, 4, 5, 6, 7] },
  nodes: [
    { operator: 'Cast', inputs: ['input_ids'], outputs: ['numbers'], integers: { to: 1 } },
    { operator: 'MatMul', inputs: ['numbers', 'odd'], outputs: ['sum'] },
    { operator: 'Mul', inputs: ['sum', 'factor'], outputs: ['logits'] },
  ],
})

const shortWeights = Buffer.concat([
  encodeGraph({ ...sumGraph(), constants: {} }),
  block(7, [initializer(tensor({ name: 'factor', dims: [1000], raw: Buffer.alloc(4) }))]),
])

interface ChangedManifest {
  stages: { file: string }[]
  selfCheck: { pairs: { logits: number[] }[] }
}

const withManifest = (change: (manifest: ChangedManifest) => void) => (folder: string) => {
  const path = join(folder, 'secondpass.json')
  const manifest = JSON.parse(readFileSync(path, 'utf8'))
  change(manifest)
  writeFileSync(path, JSON.stringify(manifest))
}

type Change = (folder: string) => void
const outside: [string, Change, string][] = [
  ['weights at ../', withWeightsAt('../config.json'), 'not a file of its folder'],
  ['weights at an absolute place', withWeightsAt('/etc/hostname'), 'not a file of its folder'],
  ['weights of the process', withWeightsAt('/proc/self/mem'), 'not a file of its folder'],
  ['weights behind backslashes', withWeightsAt('..\\..\\secret'), 'not a file of its folder'],
  ['weights with NUL in their name', withWeightsAt('w\0.bin'), 'not a file of its folder'],
  ['weights at an address in memory', withWeightsAt('*/_ORT_MEM_ADDR_/*'), 'not a file of its folder'],
  ['weights without a place', withWeightsAt(''), 'not a file of its folder'],
  ['weights whose name is no UTF-8', withWeightsAt(Buffer.from([0xff, 0x2e])), 'not UTF-8'],
  ['weights whose name is too long', withWeightsAt('w'.repeat(1000)), 'missing'],
  ['weights that are missing', withWeightsAt('w.bin'), 'missing'],
  ['weights that are a folder', withWeightsAt('.'), 'not a plain file'],
  ['weights that are a link outside', withLink, 'a link to a place outside'],
  ['weights in a subgraph', withMore(nested(3, [initializer(tensor({ external: { location: '../x' } }))])), '"../x"'],
  [
    'weights in a constant',
    withMore(node('Constant', '', [attribute(5, tensor({ external: { location: '../x' } }))])),
    '"../x"',
  ],
  [
    'weights beyond the end',
    withWeightsAt('model.onnx', { offset: '1000000' }),
    'at a place that the file does not have',
  ],
  ['weights at a negative place', withWeightsAt('model.onnx', { offset: '-4' }), 'at a place that'],
  ['weights at a place in another notation', withWeightsAt('model.onnx', { offset: '0x10' }), 'at a place that'],
  ['weights longer than the file', withWeightsAt('model.onnx', { length: '999999999999' }), 'at a place that'],
  [
    'weights that use a file 1,000 times',
    withMore(...new Array(1000).fill(initializer(tensor({ dims: [100], external: { location: 'model.onnx' } })))),
    'the same bytes',
  ],
]
const graphs: [string, Change, string][] = [
  ['a graph with a huge head', withGraph(Buffer.concat([number(1, 8), head(7, 2_000_000_000)])), 'damaged'],
  ['an unknown domain', withMore(node('Steal', 'com.example')), 'the domain "com.example"'],
  ['an unknown domain in a subgraph', withMore(nested(2, [node('Steal', 'com.example')])), 'the domain "com.example"'],
  ['a function of its own', withGraph(graphWith({ model: [block(25, [text(1, 'F')])] })), 'functions of its own'],
  ['an operator that is not allowed', withMore(node('BeamSearch', 'com.microsoft')), 'com.microsoft.BeamSearch'],
  ['a loop', withMore(node('Loop')), 'repeats a part of itself (Loop)'],
  ['an unexpected input', withMore(input('password')), 'asks for the input "password"'],
  ['a new opset', withOpset('', 99), 'version 99'],
  ['a new format', withGraph(graphWith({ model: [number(1, 99)] })), 'version 99 of the ONNX format'],
  ['2^63 weights', withMore(initializer(tensor({ dims: [2n ** 31n, 2n ** 31n, 2n] }))), 'absurd size'],
  ['sparse weights', withMore(block(15, [])), 'sparse weights'],
  ['10 million nodes', withGraph(graphWith({ graph: [Buffer.alloc(20_000_000, block(1, []))] })), 'nodes'],
  [
    'a parameter that crashes the runtime',
    withMore(node('GatherND', '', [block(5, [text(1, 'batch_dims'), number(3, -(2n ** 31n))])])),
    'far below zero',
  ],
  ['NaN weights', withNaN, 'its weights are damaged'],
  ['shapes that do not fit', withGraph(mismatched), 'fit'],
  ['weights shorter than their shape', withGraph(shortWeights), 'cannot load'],
  [
    'an output of whole numbers',
    withGraph(encodeGraph({ ...sumGraph(), outputs: [{ name: 'input_ids', type: 'int64', shape: [] }], nodes: [] })),
    'floats',
  ],
  [
    'a graph of 3 GB that holds nothing',
    (folder) => truncateSync(join(folder, 'onnx/model.onnx'), 3 * 2 ** 30),
    'more than 2 GiB',
  ],
  [
    'a graph of 2 GB that is damaged',
    (folder) => truncateSync(join(folder, 'onnx/model.onnx'), 2 ** 31 - 1),
    'damaged',
  ],
  ['a remark of 100 MB', withGraph(graphWith({ model: [bytes(6, Buffer.alloc(100_000_000, 'x'))] })), 'not weights'],
]
const tokenizers: [string, Change, string][] = [
  [
    'a tokenizer of 100 MB',
    (folder) => writeFileSync(join(folder, 'tokenizer.json'), `{"a":"${'x'.repeat(100_000_000)}"}`),
    'tokenizer.json of',
  ],
  [
    'a catastrophic regex',
    withTokenizer((json) => {
      json['pre_tokenizer'] = { type: 'Split', pattern: { Regex: '^(a+)+$' }, behavior: 'Isolated', invert: false }
    }),
    'regular expression',
  ],
  [
    'a million added tokens',
    withTokenizer((json) => {
      json['added_tokens'] = Array.from({ length: 1_000_000 }, (_, id) => ({ id, content: `t${id}` }))
    }),
    'added tokens',
  ],
]

async function expectRefusal(fixture: string, name: string, change: Change, words: string): Promise<void> {
  const folder = copyOf(fixture)
  change(folder)
  const { code, message, milliseconds, peak } = await loadModel(folder)
  rmSync(folder, { recursive: true })
  if (process.env['SHOW_HOSTILE_FOLDERS']) console.info(`${name} | ${milliseconds} ms | ${peak} MB | ${message}`)
  expect(code).toBe('invalid_model')
  expect(message).toContain(words)
  expect(message).not.toContain(scratch.path)
  expect(message.length).toBeLessThan(300)
  expect(milliseconds).toBeLessThan(5000)
  expect(peak).toBeLessThan(400)
}

describe.each([
  ['files outside', outside],
  ['graphs', graphs],
  ['tokenizers', tokenizers],
])('a folder is refused for %s:', (_, cases) => {
  it.each(cases)('%s', async (name, change, words) => await expectRefusal(tinyBert, name, change, words))
})

describe('a folder with a description is refused', () => {
  it.each<[string, Change, string]>([
    [
      'when a logit is not what it says',
      withManifest(({ selfCheck }) => {
        selfCheck.pairs[2]?.logits.splice(1, 1, 0.581892)
      }),
      'off by 0.010',
    ],
    [
      'when it brings no pairs',
      withManifest(({ selfCheck }) => {
        selfCheck.pairs = []
      }),
      'secondpass.json',
    ],
    [
      'for a stage with NUL in its name',
      withManifest(({ stages }) => {
        stages.splice(0, 1, { file: 'onnx\0' })
      }),
      'outside its folder',
    ],
    [
      'for a graph in another format',
      (folder) => {
        renameSync(join(folder, 'onnx/stage1.onnx'), join(folder, 'x.ort'))
        writeFileSync(join(folder, 'x.ort'), Buffer.from([24, 0, 0, 0, 0x4f, 0x52, 0x54, 0x4d]))
        withManifest(({ stages }) => {
          stages.splice(0, 1, { file: 'x.ort' })
        })(folder)
      },
      'damaged',
    ],
  ])('%s', async (name, change, words) => await expectRefusal(tinyBertStaged, name, change, words))
})

describe.skipIf(platform === 'win32')('special files', () => {
  it('are refused, without waiting for who writes to a pipe', async () => {
    for (const file of ['onnx/model.onnx', 'tokenizer.json', 'config.json']) {
      const change: Change = (folder) => {
        rmSync(join(folder, file))
        execFileSync('mkfifo', [join(folder, file)])
      }
      await expectRefusal(tinyBert, `a named pipe for ${file}`, change, file)
    }
  })

  it('are refused as weights', async () => {
    const change: Change = (folder) => {
      execFileSync('mkfifo', [join(folder, 'onnx/w.bin')])
      withWeightsAt('w.bin')(folder)
    }
    await expectRefusal(tinyBert, 'a named pipe for weights', change, 'not a plain file')
  })

  it.each(['onnx/model.onnx', 'tokenizer.json', 'config.json'])('are links in a circle for %s', async (file) => {
    const change: Change = (folder) => {
      rmSync(join(folder, file))
      symlinkSync(join(folder, file), join(folder, file))
    }
    await expectRefusal(tinyBert, `a link to itself for ${file}`, change, file)
  })
})

/** A hub's cache: files by their content in `blobs`, a snapshot of links to them. */
function cacheOf(fixture: string): { snapshot: string; blobs: string } {
  const root = join(scratch.path, `cache-${count++}`)
  const [snapshot, blobs] = [join(root, 'snapshots/0123abc'), join(root, 'blobs')]
  mkdirSync(blobs, { recursive: true })
  const files = readdirSync(fixture, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  for (const [index, { parentPath, name }] of files.entries()) {
    const link = join(snapshot, relative(fixture, parentPath), name)
    mkdirSync(dirname(link), { recursive: true })
    cpSync(join(parentPath, name), join(blobs, `${index}`))
    symlinkSync(relative(dirname(link), join(blobs, `${index}`)), link)
  }
  return { snapshot, blobs }
}

describe.skipIf(platform === 'win32')('a hub’s cache', () => {
  const external = join(dirname(tinyBert), 'architectures/tiny-bert-external')

  it.each([tinyBert, tinyBertStaged, external])('is read: %s', async (fixture) => {
    expect(await loadModel(cacheOf(fixture).snapshot)).toMatchObject({ message: 'loaded' })
  })

  it.each(['tokenizer.json', 'onnx/model.onnx', 'onnx/model.onnx_data'])('is refused with %s outside', async (file) => {
    const { snapshot } = cacheOf(external)
    rmSync(join(snapshot, file))
    symlinkSync(join(external, file), join(snapshot, file))
    const { code, message } = await loadModel(snapshot)
    expect(code).toBe('invalid_model')
    expect(message).toContain('outside')
  })

  it('is refused when its blobs are a link to another folder', async () => {
    const { snapshot, blobs } = cacheOf(tinyBert)
    renameSync(blobs, join(scratch.path, 'elsewhere'))
    symlinkSync(join(scratch.path, 'elsewhere'), blobs)
    expect(await loadModel(snapshot)).toMatchObject({ code: 'invalid_model' })
  })

  it('may be hard links, which are files like any other', async () => {
    const folder = copyOf(tinyBert)
    rmSync(join(folder, 'tokenizer.json'))
    linkSync(join(copyOf(tinyBert), 'tokenizer.json'), join(folder, 'tokenizer.json'))
    expect(await loadModel(folder)).toMatchObject({ message: 'loaded' })
  })
})
