import { SecondpassError } from '../../reranker/index.ts'
import { ByteSource } from './byte-source.ts'
import type { ExternalData, GraphSummary } from './graph-summary.ts'
import { type ProtobufField, protobufFields } from './protobuf-fields.ts'

// Field numbers of onnx.proto (ONNX 1.x; they never change), for the messages that matter here.
const model = { graph: 7, opsetImport: 8, trainingInfo: 20, functions: 25 }
const graph = { node: 1, initializer: 5, input: 11, output: 12, sparseInitializer: 15 }
const node = { operator: 4, attribute: 5, domain: 7 }
const attribute = { tensor: 5, graph: 6, tensors: 10, graphs: 11, sparseTensor: 22, sparseTensors: 23 }
const tensor = { dataType: 2, rawData: 9, externalData: 13 }
const sparse = { values: 1, indices: 2 }
const functionProto = { node: 7, domain: 10 }
const int8 = 3n

/** Bounds of the walk: far above any reranker, far below what would take a second or much memory. */
const limits = { messages: 2_000_000, depth: 32, nameBytes: 4096 }

type Span = Extract<ProtobufField, { kind: 'bytes' }>

/**
 * Walks over an ONNX file and gathers what has to be known before a runtime is let at it. The walk is bounded in steps and
 * memory, and skips the weights, so that neither a huge nor a hostile file can hold it up.
 *
 * @throws SecondpassError `invalid_model` when the file is no ONNX model or exceeds the bounds.
 */
export function summarizeGraph(path: string): GraphSummary {
  const source = new ByteSource(path)
  try {
    return new GraphWalk(source).summary()
  } finally {
    source.close()
  }
}

class GraphWalk {
  readonly #source: ByteSource
  readonly #inputs: string[] = []
  readonly #outputs: string[] = []
  readonly #opsets = new Map<string, number>()
  readonly #domains = new Set<string>()
  readonly #operators = new Set<string>()
  readonly #externalData: ExternalData[] = []
  readonly #int8Weights: { start: number; end: number }[] = []
  #graphs = 0
  #nodes = 0
  #tensors = 0
  #messages = 0

  constructor(source: ByteSource) {
    this.#source = source
  }

  summary(): GraphSummary {
    const whole: Span = { number: 0, kind: 'bytes', start: 0, end: this.#source.size }
    for (const field of this.#spans(whole)) {
      if (field.number === model.graph) this.#walkGraph(field, 0)
      if (field.number === model.opsetImport) this.#readOpset(field)
      if (field.number === model.functions) this.#walkFunction(field)
      if (field.number === model.trainingInfo)
        throw invalid('holds training information, which a reranker has no use for')
    }
    if (this.#graphs === 0) throw invalid('holds no graph')
    return {
      inputs: this.#inputs,
      outputs: this.#outputs,
      opsets: this.#opsets,
      domains: this.#domains,
      operators: this.#operators,
      externalData: this.#externalData,
      int8Weights: this.#int8Weights,
      nodes: this.#nodes,
      tensors: this.#tensors,
    }
  }

  #walkGraph(message: Span, depth: number): void {
    if (depth > limits.depth) throw invalid(`nests graphs more than ${limits.depth} deep`)
    if (depth === 0) this.#graphs++
    for (const field of this.#spans(message)) {
      if (field.number === graph.node) this.#walkNode(field, depth)
      if (field.number === graph.initializer) this.#walkTensor(field)
      if (field.number === graph.sparseInitializer) this.#walkSparse(field)
      if (depth === 0 && field.number === graph.input) this.#inputs.push(this.#nameOf(field))
      if (depth === 0 && field.number === graph.output) this.#outputs.push(this.#nameOf(field))
    }
  }

  #walkFunction(message: Span): void {
    for (const field of this.#spans(message)) {
      if (field.number === functionProto.node) this.#walkNode(field, 1)
      if (field.number === functionProto.domain) this.#domains.add(this.#text(field))
    }
  }

  #walkNode(message: Span, depth: number): void {
    this.#nodes++
    let domain = ''
    for (const field of this.#spans(message)) {
      if (field.number === node.domain) domain = this.#text(field)
      if (field.number === node.operator) this.#operators.add(this.#text(field))
      if (field.number === node.attribute) this.#walkAttribute(field, depth)
    }
    this.#domains.add(domain)
  }

  #walkAttribute(message: Span, depth: number): void {
    for (const field of this.#spans(message)) {
      if (field.number === attribute.tensor || field.number === attribute.tensors) this.#walkTensor(field)
      if (field.number === attribute.graph || field.number === attribute.graphs) this.#walkGraph(field, depth + 1)
      if (field.number === attribute.sparseTensor || field.number === attribute.sparseTensors) this.#walkSparse(field)
    }
  }

  #walkSparse(message: Span): void {
    for (const field of this.#spans(message)) {
      if (field.number === sparse.values || field.number === sparse.indices) this.#walkTensor(field)
    }
  }

  #walkTensor(message: Span): void {
    this.#tensors++
    const entries = new Map<string, string>()
    let isInt8 = false
    let raw: Span | undefined
    for (const field of this.#fields(message)) {
      if (field.kind === 'integer' && field.number === tensor.dataType) isInt8 = field.value === int8
      if (field.kind !== 'bytes') continue
      if (field.number === tensor.rawData) raw = field
      if (field.number === tensor.externalData) entries.set(...this.#entryOf(field))
    }
    if (isInt8 && raw !== undefined) this.#int8Weights.push({ start: raw.start, end: raw.end })
    const location = entries.get('location')
    if (location === undefined) return
    const length = entries.get('length')
    this.#externalData.push({
      location,
      offset: Number(entries.get('offset') ?? 0),
      length: length === undefined ? undefined : Number(length),
    })
  }

  #readOpset(message: Span): void {
    let domain = ''
    let version = 0
    for (const field of this.#fields(message)) {
      if (field.kind === 'bytes' && field.number === 1) domain = this.#text(field)
      if (field.kind === 'integer' && field.number === 2) version = Number(field.value)
    }
    this.#opsets.set(domain, version)
  }

  /** A StringStringEntryProto. */
  #entryOf(message: Span): [string, string] {
    let key = ''
    let value = ''
    for (const field of this.#spans(message)) {
      if (field.number === 1) key = this.#text(field)
      if (field.number === 2) value = this.#text(field)
    }
    return [key, value]
  }

  /** The name of a ValueInfoProto. */
  #nameOf(message: Span): string {
    for (const field of this.#spans(message)) if (field.number === 1) return this.#text(field)
    return ''
  }

  #text({ start, end }: Span): string {
    if (end - start > limits.nameBytes) throw invalid(`has a name of more than ${limits.nameBytes} bytes`)
    return this.#source.bytes(start, end).toString('utf8')
  }

  *#spans(message: Span): Generator<Span> {
    for (const field of this.#fields(message)) if (field.kind === 'bytes') yield field
  }

  *#fields({ start, end }: Span): Generator<ProtobufField> {
    for (const field of protobufFields(this.#source, start, end)) {
      if (++this.#messages > limits.messages) throw invalid(`has more than ${limits.messages} parts`)
      yield field
    }
  }
}

function invalid(problem: string): SecondpassError {
  return new SecondpassError({ code: 'invalid_model', message: `A graph of the model ${problem}.` })
}
