import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { tinyBert } from './fixtures.ts'
import { encodeGraph, type GraphNode, type SmallGraph } from './small-graph.ts'

/** Files of a model folder by their path in it: texts, bytes, or values that are written as JSON. */
export type ModelFiles = Readonly<Record<string, string | Uint8Array | object | undefined>>

/** Makes model folders for a test in one temporary place. */
export class SmallModels {
  readonly root: string = mkdtempSync(join(tmpdir(), 'secondpass-models-'))

  /** Makes a folder with tiny-bert's tokenizer, a `config.json` and a graph; `files` are added, and left out where undefined. */
  make(name: string, files: ModelFiles = {}): string {
    const folder = join(this.root, name)
    mkdirSync(folder)
    for (const file of ['tokenizer.json', 'tokenizer_config.json']) cpSync(join(tinyBert, file), join(folder, file))
    const all: ModelFiles = { 'config.json': {}, 'onnx/model.onnx': encodeGraph(sumGraph()), ...files }
    for (const [path, content] of Object.entries(all)) {
      const file = join(folder, path)
      rmSync(file, { force: true })
      if (content === undefined) continue
      mkdirSync(dirname(file), { recursive: true })
      const plain = typeof content === 'string' || content instanceof Uint8Array
      writeFileSync(file, plain ? content : JSON.stringify(content))
    }
    return folder
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true })
  }
}

/** A description that suits the folders of `SmallModels`. */
export const manifest = {
  format: 1,
  id: 'small',
  revision: '1',
  task: 'rerank',
  window: 64,
  defaultMaxTokens: 32,
  score: { activation: 'sigmoid' },
  stages: [{ file: 'onnx/model.onnx' }],
} as const

/** A graph whose logit is `factor` times the sum of a pair's token ids. */
export function sumGraph({
  factor = [1],
  output = 'logits',
}: {
  factor?: readonly number[] | string
  output?: string
} = {}): SmallGraph {
  return {
    inputs: [{ name: 'input_ids', type: 'int64', shape: ['batch', 'tokens'] }],
    outputs: [{ name: output, type: 'float', shape: ['batch', 'scores'] }],
    constants: { factor },
    nodes: [
      { operator: 'Cast', inputs: ['input_ids'], outputs: ['numbers'], integers: { to: 1 } },
      { operator: 'ReduceSum', inputs: ['numbers'], outputs: ['sum'], integers: { keepdims: 1 } },
      { operator: 'Mul', inputs: ['sum', 'factor'], outputs: [output] },
    ],
  }
}

/** A graph that gives no number for pairs whose token ids sum to less than `least`. */
export function rootGraph(least: number): SmallGraph {
  const { nodes, constants, ...rest } = sumGraph()
  const [cast, sum] = nodes as [GraphNode, GraphNode]
  return {
    ...rest,
    constants: { shift: [-least] },
    nodes: [
      cast,
      sum,
      { operator: 'Add', inputs: ['sum', 'shift'], outputs: ['shifted'] },
      { operator: 'Sqrt', inputs: ['shifted'], outputs: ['logits'] },
    ],
  }
}

/** A graph that fails on pairs of other than `tokens` tokens, as one whose window is not what its model says. */
export function narrowGraph(tokens: number): SmallGraph {
  const { nodes, ...rest } = sumGraph()
  const placed = { operator: 'Add', inputs: ['numbers', 'places'], outputs: ['placed'] }
  const [cast, sum, product] = nodes as [GraphNode, GraphNode, GraphNode]
  return {
    ...rest,
    constants: { ...rest.constants, places: new Array<number>(tokens).fill(1) },
    nodes: [cast, placed, { ...sum, inputs: ['placed'] }, product],
  }
}
