import type { MessageReader } from './message-reader.ts'
import type { ProtobufField, ProtobufSpan } from './protobuf-fields.ts'

const attribute = { name: 1, integer: 3, integers: 8 }
/** A negative number as a varint shows it: −1 is 2^64 − 1. Axes and paddings are a few dimensions or tokens below zero. */
const negative = { from: 2 ** 63, least: 2 ** 64 - 65_536 }
const mostDimensions = 16

/** Numbers that are data and no operator's parameter: constants, and the ends of old slices, where 2^63 − 1 is "to the end". */
const isData = (name: string): boolean => ['value_int', 'value_ints', 'starts', 'ends'].includes(name)

/**
 * Refuses parameters of an operator that no exporter writes and that the runtime does not check: with batch dimensions far
 * below zero, ONNX Runtime 1.30 reads memory that is not its own, and the process ends.
 *
 * @throws SecondpassError `invalid_model`.
 */
export function checkAttribute(reader: MessageReader, fields: readonly ProtobufField[]): void {
  const isName = (field: ProtobufField): field is ProtobufSpan =>
    field.number === attribute.name && field.kind === 'bytes'
  const nameField = fields.findLast(isName)
  const name = nameField === undefined ? '' : reader.text(nameField)
  if (isData(name)) return
  for (const field of fields) {
    if (field.number !== attribute.integer && field.number !== attribute.integers) continue
    for (const value of reader.integers(field)) {
      if (value >= negative.from && value < negative.least)
        throw reader.invalid('has an operator with a number far below zero for a parameter')
      if (name === 'batch_dims' && value > mostDimensions)
        throw reader.invalid('has an operator whose batch dimensions are none')
    }
  }
}
