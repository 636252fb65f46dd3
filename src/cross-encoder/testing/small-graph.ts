import { block, bytes, number, text } from './protobuf-writer.ts'

/*
 * Writes small ONNX graphs byte by byte, for models that a test can reason about or that no exporter would make.
 * Field numbers are those of onnx.proto.
 */

const elementTypes = { float: 1, int64: 7, float16: 10 } as const
type ElementType = keyof typeof elementTypes

/** A graph's node: an operator with the names of its inputs and outputs. */
export interface GraphNode {
  readonly operator: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly integers?: Readonly<Record<string, number>>
}

/** A named input or output; a dimension is a size or a name. */
export interface GraphValue {
  readonly name: string
  readonly type: ElementType
  readonly shape: readonly (number | string)[]
}

/** A small graph. */
export interface SmallGraph {
  readonly inputs: readonly GraphValue[]
  readonly outputs: readonly GraphValue[]
  readonly nodes: readonly GraphNode[]
  /** Named float vectors; a text in place of numbers is the file that they are said to stand in. */
  readonly constants?: Readonly<Record<string, readonly number[] | string>>
}

export function encodeGraph({ inputs, outputs, nodes, constants = {} }: SmallGraph): Buffer {
  const graph = [
    ...nodes.map((node) => block(1, encodeNode(node))),
    text(2, 'graph'),
    ...Object.entries(constants).map(([name, values]) => block(5, encodeTensor(name, values))),
    ...inputs.map((value) => block(11, encodeValue(value))),
    ...outputs.map((value) => block(12, encodeValue(value))),
  ]
  return Buffer.concat([number(1, 8), block(7, graph), block(8, [text(1, ''), number(2, 13)])])
}

function encodeNode({ operator, inputs, outputs, integers = {} }: GraphNode): Buffer[] {
  const attributes = Object.entries(integers).map(([name, value]) => [text(1, name), number(3, value), number(20, 2)])
  return [
    ...inputs.map((name) => text(1, name)),
    ...outputs.map((name) => text(2, name)),
    text(4, operator),
    ...attributes.map((attribute) => block(5, attribute)),
  ]
}

function encodeTensor(name: string, values: readonly number[] | string): Buffer[] {
  const head = [number(2, elementTypes.float), text(8, name)]
  if (typeof values === 'string')
    return [number(1, 1), ...head, block(13, [text(1, 'location'), text(2, values)]), number(14, 1)]
  return [number(1, values.length), ...head, bytes(9, Buffer.from(new Float32Array(values).buffer))]
}

function encodeValue({ name, type, shape }: GraphValue): Buffer[] {
  const dimensions = shape.map((size) => block(1, [typeof size === 'number' ? number(1, size) : text(2, size)]))
  return [text(1, name), block(2, [block(1, [number(1, elementTypes[type]), block(2, dimensions)])])]
}
