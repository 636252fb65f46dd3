import { ByteSource } from './byte-source.ts'
import { checkAttribute } from './check-attribute.ts'
import type { ExternalData, GraphSummary } from './graph-summary.ts'
import { invalidGraph } from './invalid-graph.ts'
import { MessageReader } from './message-reader.ts'
import { integerProducts } from './operators.ts'
import type { ProtobufSpan } from './protobuf-fields.ts'
import { readTensor } from './read-tensor.ts'

// Field numbers of onnx.proto (ONNX 1.x; they never change), for the messages that matter here.
const model = { irVersion: 1, graph: 7, opsetImport: 8, trainingInfo: 20, functions: 25 }
const graph = { node: 1, initializer: 5, input: 11, output: 12, sparseInitializer: 15 }
const node = { input: 1, operator: 4, attribute: 5, domain: 7 }
const attribute = { tensor: 5, graph: 6, tensors: 10, graphs: 11, sparseTensor: 22, sparseTensors: 23 }

/** `bytes` is what protobuf allows; what is not weights is read into memory several times over by the runtime. */
const limits = { bytes: 2 ** 31 - 1, otherBytes: 64 * 1024 * 1024, nodes: 100_000, tensors: 100_000, depth: 16 }

/**
 * Walks over an ONNX file and gathers what has to be known before a runtime is let at it. The walk is bounded in steps and
 * memory, and skips the weights, so that neither a huge nor a hostile file can hold it up.
 *
 * @throws SecondpassError `invalid_model` when the file is no ONNX model, exceeds the bounds, or has parts that no reranker
 * needs and that a small file can make endless work of.
 */
export function summarizeGraph(path: string): GraphSummary {
  const source = new ByteSource(path)
  try {
    if (source.size > limits.bytes) {
      throw invalidGraph(path, 'has more than 2 GiB, which no ONNX file has. Keep its weights in a file of their own')
    }
    return new GraphWalk(new MessageReader(source)).summarize(source.size)
  } finally {
    source.close()
  }
}

class GraphWalk {
  readonly #reader: MessageReader
  readonly #inputs: string[] = []
  readonly #outputs: string[] = []
  readonly #initializers = new Set<string>()
  readonly #opsets = new Map<string, number>()
  readonly #operators = new Map<string, Set<string>>()
  readonly #externalData: ExternalData[] = []
  readonly #int8Weights: (ProtobufSpan & { name: string })[] = []
  readonly #lookedUp = new Set<string>()
  readonly #multiplied = new Set<string>()
  #externalInt8 = false
  #nodes = 0
  #tensors = 0
  #dataBytes = 0

  constructor(reader: MessageReader) {
    this.#reader = reader
  }

  summarize(size: number): GraphSummary {
    const invalid = this.#reader.invalid.bind(this.#reader)
    let irVersion = 0
    let graphs = 0
    for (const field of this.#reader.fields({ start: 0, end: size })) {
      if (field.kind === 'integer' && field.number === model.irVersion) irVersion = field.value
      if (field.kind !== 'bytes') continue
      if (field.number === model.graph) {
        graphs++
        this.#walkGraph(field, 0)
      }
      if (field.number === model.opsetImport) this.#readOpset(field)
      if (field.number === model.trainingInfo)
        throw invalid('holds training information, which a reranker has no use for')
      // Functions that call each other twice, a few dozen deep, are written out by the runtime to billions of nodes.
      if (field.number === model.functions) throw invalid('defines functions of its own. Export it with them inlined')
    }
    if (graphs === 0) throw invalid('is not an ONNX model, or is damaged: it holds no graph')
    if (size - this.#dataBytes > limits.otherBytes) throw invalid('has more than 64 MiB that are not weights')
    return {
      irVersion,
      inputs: this.#inputs.filter((name) => !this.#initializers.has(name)),
      outputs: this.#outputs,
      opsets: this.#opsets,
      operators: this.#operators,
      externalData: this.#externalData,
      int8Weights: this.#int8Weights.filter(({ name }) => !this.#lookedUp.has(name) || this.#multiplied.has(name)),
      externalInt8: this.#externalInt8,
      nodes: this.#nodes,
      tensors: this.#tensors,
    }
  }

  #walkGraph(message: ProtobufSpan, depth: number): void {
    if (depth > limits.depth) throw this.#reader.invalid(`nests graphs more than ${limits.depth} deep`)
    for (const field of this.#reader.spans(message)) {
      if (field.number === graph.node) this.#walkNode(field, depth)
      if (field.number === graph.initializer) {
        const name = this.#walkTensor(field)
        if (depth === 0) this.#initializers.add(name)
      }
      if (field.number === graph.sparseInitializer) this.#refuseSparse()
      if (depth === 0 && field.number === graph.input) this.#inputs.push(this.#nameOf(field))
      if (depth === 0 && field.number === graph.output) this.#outputs.push(this.#nameOf(field))
    }
  }

  #walkNode(message: ProtobufSpan, depth: number): void {
    if (++this.#nodes > limits.nodes) throw this.#reader.invalid(`has more than ${limits.nodes} nodes`)
    let domain = ''
    let operator = ''
    const inputs: ProtobufSpan[] = []
    for (const field of this.#reader.spans(message)) {
      if (field.number === node.input) inputs.push(field)
      if (field.number === node.domain) domain = this.#reader.text(field)
      if (field.number === node.operator) operator = this.#reader.text(field)
      if (field.number === node.attribute) this.#walkAttribute(field, depth)
    }
    if (operator === 'Gather') for (const name of inputs.slice(0, 1)) this.#lookedUp.add(this.#reader.text(name))
    if (integerProducts.has(operator)) for (const name of inputs) this.#multiplied.add(this.#reader.text(name))
    if (domain === 'ai.onnx') domain = '' // The same by another name.
    const names = this.#operators.get(domain)
    if (names === undefined) this.#operators.set(domain, new Set([operator]))
    else names.add(operator)
  }

  #walkAttribute(message: ProtobufSpan, depth: number): void {
    const fields = [...this.#reader.fields(message)]
    checkAttribute(this.#reader, fields)
    for (const field of fields) {
      if (field.kind !== 'bytes') continue
      if (field.number === attribute.tensor || field.number === attribute.tensors) this.#walkTensor(field)
      if (field.number === attribute.graph || field.number === attribute.graphs) this.#walkGraph(field, depth + 1)
      if (field.number === attribute.sparseTensor || field.number === attribute.sparseTensors) this.#refuseSparse()
    }
  }

  #walkTensor(message: ProtobufSpan): string {
    if (++this.#tensors > limits.tensors) throw this.#reader.invalid(`has more than ${limits.tensors} tensors`)
    const { name, dataBytes, int8, isInt8, external } = readTensor(this.#reader, message)
    this.#dataBytes += dataBytes
    this.#int8Weights.push(...int8.map((span) => ({ ...span, name })))
    if (external !== undefined) {
      this.#externalData.push(external)
      this.#externalInt8 ||= isInt8
    }
    return name
  }

  /** A few bytes of them stand for terabytes: the runtime writes them out in full. */
  #refuseSparse(): never {
    throw this.#reader.invalid('has sparse weights. Export it with ordinary ones')
  }

  #readOpset(message: ProtobufSpan): void {
    let domain = ''
    let version = 0
    for (const field of this.#reader.fields(message)) {
      if (field.kind === 'bytes' && field.number === 1) domain = this.#reader.text(field)
      if (field.kind === 'integer' && field.number === 2) version = field.value
    }
    this.#opsets.set(domain === 'ai.onnx' ? '' : domain, version)
  }

  /** The name of a ValueInfoProto. */
  #nameOf(message: ProtobufSpan): string {
    let name = ''
    for (const field of this.#reader.spans(message)) if (field.number === 1) name = this.#reader.text(field)
    return name
  }
}
