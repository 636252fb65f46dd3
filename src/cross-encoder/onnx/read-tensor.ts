import type { ExternalData } from './graph-summary.ts'
import type { MessageReader } from './message-reader.ts'
import type { ProtobufSpan } from './protobuf-fields.ts'

/** Field numbers of TensorProto in onnx.proto. */
const tensor = {
  dims: 1,
  dataType: 2,
  floats: 4,
  int32s: 5,
  int64s: 7,
  name: 8,
  raw: 9,
  doubles: 10,
  uint64s: 11,
  externalData: 13,
}
const data = new Set([tensor.floats, tensor.int32s, tensor.int64s, tensor.raw, tensor.doubles, tensor.uint64s])
const types = { int8: 3, string: 8 }
/** Bytes of an element by its type; 4-bit types share one. */
const elementBytes: readonly number[] = [
  0, 4, 1, 1, 2, 2, 4, 8, 0, 1, 2, 8, 4, 8, 8, 16, 2, 1, 1, 1, 1, 0.5, 0.5, 0.5, 1, 0.25, 0.25,
]
const limits = { dimensions: 16, elements: 2 ** 40 }

/** What a tensor says of itself. */
export interface TensorFacts {
  readonly name: string
  /** How much of the file its values take. */
  readonly dataBytes: number
  /** Where the values of int8 weights stand; single numbers are not weights. */
  readonly int8: readonly ProtobufSpan[]
  readonly isInt8: boolean
  readonly external: ExternalData | undefined
}

/**
 * Reads a TensorProto but not its values.
 *
 * @throws SecondpassError `invalid_model` for one that no reranker has: of an unknown type, of texts, or of absurd size.
 */
export function readTensor(reader: MessageReader, message: ProtobufSpan): TensorFacts {
  const entries = new Map<string, string>()
  const dims: number[] = []
  const spans: ProtobufSpan[] = []
  let type = 0
  let name = ''
  for (const field of reader.fields(message)) {
    if (field.number === tensor.dims) dims.push(...reader.integers(field))
    if (dims.length > limits.dimensions)
      throw reader.invalid(`has a tensor of more than ${limits.dimensions} dimensions`)
    if (field.kind === 'integer' && field.number === tensor.dataType) type = field.value
    if (field.kind !== 'bytes') continue
    if (field.number === tensor.name) name = reader.text(field)
    if (data.has(field.number)) spans.push(field)
    if (field.number === tensor.externalData) readEntry(reader, field, entries)
  }
  if (type === types.string) throw reader.invalid('has a tensor of texts, which a reranker has no use for')
  const width = elementBytes[type]
  if (width === undefined) throw reader.invalid(`has a tensor of the unknown type ${type}`)
  const elements = dims.reduce((product, size) => product * size, 1)
  // A negative size is a huge number here.
  if (!dims.every((size) => size <= limits.elements) || elements > limits.elements)
    throw reader.invalid('has a tensor of absurd size')
  const isInt8 = type === types.int8 && elements > 1
  return {
    name,
    dataBytes: spans.reduce((sum, { start, end }) => sum + end - start, 0),
    // Those written as varints too: of the first byte's value as an int8, and of the others', none is beyond ±64 unless
    // the number is.
    int8: isInt8 ? spans.filter(({ number }) => number === tensor.raw || number === tensor.int32s) : [],
    isInt8,
    external: entries.size > 0 ? toExternal(entries, Math.ceil(elements * width)) : undefined,
  }
}

/** A StringStringEntryProto. */
function readEntry(reader: MessageReader, message: ProtobufSpan, entries: Map<string, string>): void {
  const entry = { key: '', value: '' }
  for (const field of reader.spans(message)) {
    if (field.number === 1) entry.key = reader.text(field)
    if (field.number === 2) entry.value = reader.text(field)
  }
  // Which of two would count, the runtime decides.
  if (entries.has(entry.key)) throw reader.invalid(`says the ${entry.key} of external weights twice`)
  entries.set(entry.key, entry.value)
  if (entries.size > 16) throw reader.invalid('says too much of its external weights')
}

function toExternal(entries: ReadonlyMap<string, string>, bytes: number): ExternalData {
  return {
    location: entries.get('location') ?? '',
    offset: entries.get('offset'),
    length: entries.get('length'),
    bytes,
  }
}
