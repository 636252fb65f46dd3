import { block, bytes, number, text } from './protobuf-writer.ts'
import { encodeGraph } from './small-graph.ts'
import { sumGraph } from './small-models.ts'

/*
 * Parts of ONNX graphs that no exporter would write. Field numbers are those of onnx.proto.
 */

/** A graph that is good, with more fields at the end of its GraphProto and its ModelProto. */
export function graphWith({
  graph = [],
  model = [],
}: {
  graph?: readonly Uint8Array[]
  model?: readonly Uint8Array[]
}): Buffer {
  // Of a message that is there twice, protobuf makes one of both.
  return Buffer.concat([encodeGraph(sumGraph()), block(7, graph), ...model])
}

/** Where weights outside the graph are said to be, besides what else one wants to say. */
export interface ExternalEntries {
  readonly location?: string | Uint8Array
  readonly [key: string]: string | Uint8Array | undefined
}

/** The fields of a TensorProto. */
export function tensor({
  name = 'more',
  dims = [1],
  type = 1,
  raw,
  int32s,
  external,
}: {
  name?: string
  dims?: readonly (number | bigint)[]
  type?: number
  raw?: Uint8Array
  int32s?: readonly Uint8Array[]
  external?: ExternalEntries
} = {}): Buffer[] {
  const entries = Object.entries(external ?? {}).map(([key, value]) =>
    block(13, [text(1, key), typeof value === 'string' ? text(2, value) : bytes(2, value ?? new Uint8Array())]),
  )
  return [
    ...dims.map((size) => number(1, size)),
    number(2, type),
    text(8, name),
    ...(raw ? [bytes(9, raw)] : []),
    ...(int32s ? [block(5, int32s)] : []),
    ...entries,
    ...(external ? [number(14, 1)] : []),
  ]
}

/** Fields of a GraphProto. */
export const initializer = (content: readonly Uint8Array[]): Buffer => block(5, content)
export const input = (name: string): Buffer => block(11, [text(1, name)])
export const node = (operator: string, domain = '', attributes: readonly Uint8Array[] = []): Buffer =>
  block(1, [text(1, 'sum'), text(2, `${operator}-out`), text(4, operator), ...attributes, text(7, domain)])

/** An attribute of a node; `field` says what it holds: 5 a tensor, 6 a graph, 10 tensors, 11 graphs, 22 and 23 sparse ones. */
export const attribute = (field: number, content: readonly Uint8Array[]): Buffer =>
  block(5, [text(1, 'value'), block(field, content)])

/** A node with a subgraph, in which `content` stands `depth` graphs deep. */
export function nested(depth: number, content: readonly Uint8Array[]): Buffer {
  const inside = depth === 1 ? content : [nested(depth - 1, content)]
  return node('If', '', [attribute(6, inside)])
}
