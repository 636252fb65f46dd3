import type { ByteSource } from './byte-source.ts'
import { invalidGraph } from './invalid-graph.ts'

/** A field of a protobuf message: its number, and its value or where its bytes stand. */
export type ProtobufField =
  | { readonly number: number; readonly kind: 'integer'; readonly value: number }
  | ProtobufSpan
  | { readonly number: number; readonly kind: 'fixed' }

/** A field that is a text, bytes, or a message of its own. */
export interface ProtobufSpan {
  readonly number: number
  readonly kind: 'bytes'
  readonly start: number
  readonly end: number
}

/**
 * The fields of the message that stands from `start` to `end`, in their order. Only keys and lengths are read.
 *
 * It is stricter than the runtime's own reader, which cuts keys off at 32 bits: a key beyond them would be one field here
 * and another there, and what hid behind it would not be checked.
 */
export function* protobufFields(source: ByteSource, start: number, end: number): Generator<ProtobufField> {
  let place = start
  const damaged = () => invalidGraph(source.path, 'is not an ONNX model, or is damaged')
  /** Exact to 2^53. Values beyond, such as negative ones, are as inexact as they are unwanted. */
  const readVarint = (mostBytes: number): number => {
    let value = 0
    for (let index = 0; index < mostBytes; index++) {
      const byte = place < end ? source.byteAt(place++) : undefined
      if (byte === undefined) break
      if (index === 9 && byte > 1) break // More than 64 bits, of which the runtime would drop some.
      value += (byte & 0x7f) * 2 ** (7 * index)
      if (byte < 0x80) return value
    }
    throw damaged()
  }
  while (place < end) {
    const key = readVarint(5)
    const number = Math.floor(key / 8)
    const wireType = key % 8
    if (number === 0 || key > 0xffff_ffff) throw damaged()
    if (wireType === 0) {
      yield { number, kind: 'integer', value: readVarint(10) }
    } else if (wireType === 2) {
      const length = readVarint(5)
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
