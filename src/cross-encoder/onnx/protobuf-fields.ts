import { SecondpassError } from '../../reranker/index.ts'
import type { ByteSource } from './byte-source.ts'

/** A field of a protobuf message: its number, and its value or where its bytes stand. */
export type ProtobufField =
  | { readonly number: number; readonly kind: 'integer'; readonly value: bigint }
  | { readonly number: number; readonly kind: 'bytes'; readonly start: number; readonly end: number }
  | { readonly number: number; readonly kind: 'fixed' }

/** The fields of the message that stands from `start` to `end`, in their order. Only keys and lengths are read. */
export function* protobufFields(source: ByteSource, start: number, end: number): Generator<ProtobufField> {
  let place = start
  const readVarint = (): bigint => {
    let value = 0n
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = place < end ? source.byteAt(place++) : undefined
      if (byte === undefined) break
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return BigInt.asUintN(64, value)
    }
    throw damaged()
  }
  while (place < end) {
    const key = readVarint()
    const number = Number(key >> 3n)
    const wireType = Number(key & 7n)
    if (wireType === 0) {
      yield { number, kind: 'integer', value: readVarint() }
    } else if (wireType === 2) {
      const length = Number(readVarint())
      if (length > end - place) throw damaged()
      yield { number, kind: 'bytes', start: place, end: place + length }
      place += length
    } else if (wireType === 1 || wireType === 5) {
      place += wireType === 1 ? 8 : 4
      if (place > end) throw damaged()
      yield { number, kind: 'fixed' }
    } else {
      throw damaged()
    }
  }
}

function damaged(): SecondpassError {
  return new SecondpassError({
    code: 'invalid_model',
    message: 'The file of a graph is not an ONNX model, or is damaged.',
  })
}
