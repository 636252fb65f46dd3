import { closeSync, ftruncateSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { embeddedModel, tinyBert } from '../testing/fixtures.ts'
import { attribute, graphWith, initializer, input, nested, node, tensor } from '../testing/hostile-graph.ts'
import { block, bytes, head, number, text, varint } from '../testing/protobuf-writer.ts'
import { ScratchFolder } from '../testing/scratch-folder.ts'
import { encodeGraph } from '../testing/small-graph.ts'
import { sumGraph } from '../testing/small-models.ts'
import type { GraphSummary } from './graph-summary.ts'
import { summarizeGraph } from './summarize-graph.ts'

const scratch = new ScratchFolder()
afterAll(() => scratch.remove())

function summarize(content: Uint8Array): GraphSummary {
  return summarizeGraph(scratch.write('model.onnx', content))
}

describe('a graph', () => {
  it('says what it takes and gives, and what it is made of', () => {
    const summary = summarizeGraph(`${tinyBert}/onnx/model.onnx`)
    expect(summary).toMatchObject({
      inputs: ['input_ids', 'attention_mask', 'token_type_ids'],
      outputs: ['logits'],
      nodes: 78,
      externalData: [],
      int8Weights: [],
    })
    expect(summary.opsets.get('')).toBe(20)
    expect([...summary.operators.keys()]).toEqual([''])
    expect(summary.operators.get('')).toContain('LayerNormalization')
  })

  it('is summarized in milliseconds whatever its weights take', () => {
    const startedAt = performance.now()
    const { int8Weights } = summarizeGraph(`${embeddedModel}/onnx/stage1_int8.onnx`)
    expect(performance.now() - startedAt).toBeLessThan(500)
    expect(int8Weights.length).toBeGreaterThan(5)
  })

  it('that is there in two parts is the sum of both, as protobuf has it', () => {
    const { inputs, nodes } = summarize(graphWith({ graph: [input('more'), node('Relu')] }))
    expect(inputs).toEqual(['input_ids', 'more'])
    expect(nodes).toBe(4)
  })

  it('is not asked for inputs that it has a value for', () => {
    expect(summarize(graphWith({ graph: [input('factor')] })).inputs).toEqual(['input_ids'])
  })

  it('has one name for ONNX’s own operators', () => {
    const { operators, opsets } = summarize(
      graphWith({ graph: [node('Relu', 'ai.onnx')], model: [block(8, [text(1, 'ai.onnx'), number(2, 15)])] }),
    )
    expect([...operators.keys()]).toEqual([''])
    expect(opsets).toEqual(new Map([['', 15]]))
  })
})

const stray = tensor({ external: { location: '../stray' } })

describe('weights outside the graph are found', () => {
  it.each<[string, Buffer[]]>([
    ['among its weights', [initializer(stray)]],
    ['in a node', [node('Constant', '', [attribute(5, stray)])]],
    ['in a list of a node', [node('Constant', '', [attribute(10, stray)])]],
    ['in a graph of a node', [nested(1, [initializer(stray)])]],
    ['in a list of graphs of a node', [node('If', '', [attribute(11, [initializer(stray)])])]],
    ['sixteen graphs deep', [nested(16, [node('Constant', '', [attribute(5, stray)])])]],
  ])('%s', (_, graph) => {
    expect(summarize(graphWith({ graph })).externalData).toEqual([
      { location: '../stray', offset: undefined, length: undefined, bytes: 4 },
    ])
  })

  it('with the size that type and shape make', () => {
    const of = (type: number, dims: number[]) =>
      summarize(graphWith({ graph: [initializer(tensor({ type, dims, external: { location: 'w' } }))] }))
        .externalData[0]?.bytes
    expect([of(1, [3, 5]), of(7, [2]), of(10, [3]), of(22, [3]), of(3, []), of(1, [0, 9])]).toEqual([
      60, 16, 6, 2, 1, 0,
    ])
  })
})

describe('a graph is refused', () => {
  const chain = [node('Relu'), initializer(tensor())]
  it.each<[string, string, Uint8Array]>([
    ['that is empty', 'holds no graph', Buffer.alloc(0)],
    ['that is text', 'damaged', Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 1\n')],
    ['that is zeros', 'damaged', Buffer.alloc(1000)],
    ['that is cut off', 'damaged', encodeGraph(sumGraph()).subarray(0, 100)],
    ['that goes on with what is none', 'damaged', Buffer.concat([encodeGraph(sumGraph()), Buffer.from([0xff])])],
    ['with a head of 2 GB', 'damaged', Buffer.concat([number(1, 8), head(7, 2_000_000_000), Buffer.alloc(100)])],
    ['with a graph that is a number', 'holds no graph', Buffer.concat([number(1, 8), number(7, 8)])],
    ['with functions', 'functions of its own', graphWith({ model: [block(25, [text(1, 'F')])] })],
    ['with training information', 'training information', graphWith({ model: [block(20, [])] })],
    ['nested 17 deep', 'nests graphs more than 16 deep', graphWith({ graph: [nested(17, chain)] })],
    ['nested 500 deep', 'nests graphs more than 16 deep', graphWith({ graph: [nested(500, chain)] })],
    ['with sparse weights', 'sparse weights', graphWith({ graph: [block(15, [])] })],
    ['with a sparse constant', 'sparse', graphWith({ graph: [node('Constant', '', [attribute(22, [])])] })],
    ['with sparse constants', 'sparse', graphWith({ graph: [node('Constant', '', [attribute(23, [])])] })],
    ['with sparse weights in a subgraph', 'sparse', graphWith({ graph: [nested(2, [block(15, [])])] })],
    ['with texts', 'a tensor of texts', graphWith({ graph: [initializer(tensor({ type: 8 }))] })],
    ['with a type that there is not', 'unknown type 99', graphWith({ graph: [initializer(tensor({ type: 99 }))] })],
    ['with a name of 5 kB', 'a name of more than', graphWith({ graph: [node('R'.repeat(5000))] })],
    ['with a name that is no UTF-8', 'not UTF-8', graphWith({ graph: [block(1, [bytes(4, Buffer.from([0xff]))])] })],
    ['with a million parts', 'parts', graphWith({ graph: [Buffer.alloc(2_200_000, number(9, 1))] })],
    ['with 110,000 nodes', 'nodes', graphWith({ graph: [Buffer.alloc(220_000, block(1, []))] })],
    ['with 110,000 tensors', 'tensors', graphWith({ graph: [Buffer.alloc(220_000, block(5, []))] })],
    ['with 70 MB of remarks', 'not weights', graphWith({ model: [bytes(6, Buffer.alloc(70_000_000, 'x'))] })],
    ['with 20 MB of names', 'of names', graphWith({ graph: new Array(5000).fill(node('R'.repeat(4090))) })],
  ])('%s', (_, words, content) => {
    const startedAt = performance.now()
    expect(() => summarize(content)).toThrow(
      expect.objectContaining({ code: 'invalid_model', message: expect.stringContaining(words) }),
    )
    expect(performance.now() - startedAt).toBeLessThan(5000)
  })

  it.each([
    ['2^62', [2n ** 31n, 2n ** 31n]],
    ['2^64, which is 0 in 64 bits', [2n ** 32n, 2n ** 32n]],
    ['-1', [-1n]],
    ['-1 times -1', [-1n, -1n]],
    ['0 times 2^63', [0n, 2n ** 63n]],
  ])('with a tensor of %s elements', (_, dims) => {
    const apart = graphWith({ graph: [initializer(tensor({ dims }))] })
    const [, ...rest] = tensor({ dims: [1] })
    const packed = graphWith({ graph: [initializer([block(1, dims.map(varint)), ...rest])] })
    for (const content of [apart, packed]) expect(() => summarize(content)).toThrow('a tensor of absurd size')
  })

  it('with a tensor of too many dimensions', () => {
    for (const count of [17, 100_000]) {
      const dims = new Array<number>(count).fill(1)
      expect(() => summarize(graphWith({ graph: [initializer([block(1, dims.map(varint))])] }))).toThrow(
        /dimensions|too many numbers/,
      )
    }
  })

  it('of more than 2 GiB, without reading it', () => {
    const path = join(scratch.path, 'sparse.onnx')
    const descriptor = openSync(path, 'w')
    ftruncateSync(descriptor, 3 * 2 ** 30)
    closeSync(descriptor)
    const startedAt = performance.now()
    expect(() => summarizeGraph(path)).toThrow('more than 2 GiB')
    expect(performance.now() - startedAt).toBeLessThan(100)
  })

  it('with a word on external weights that is there twice', () => {
    const twice = [
      ...tensor({ external: { location: 'good' } }),
      block(13, [text(1, 'location'), text(2, '/etc/hostname')]),
    ]
    expect(() => summarize(graphWith({ graph: [initializer(twice)] }))).toThrow('twice')
  })
})
