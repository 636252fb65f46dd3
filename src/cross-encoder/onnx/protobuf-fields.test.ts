import { afterAll, describe, expect, it } from 'vitest'
import { bytes, head, number, varint } from '../testing/protobuf-writer.ts'
import { ScratchFolder } from '../testing/scratch-folder.ts'
import { ByteSource } from './byte-source.ts'
import { type ProtobufField, protobufFields } from './protobuf-fields.ts'

const scratch = new ScratchFolder()
afterAll(() => scratch.remove())

function fieldsOf(...parts: Uint8Array[]): ProtobufField[] {
  const source = new ByteSource(scratch.write('message', Buffer.concat(parts)))
  try {
    return [...protobufFields(source, 0, source.size)]
  } finally {
    source.close()
  }
}

describe('the fields of a message', () => {
  it('are none of an empty one', () => {
    expect(fieldsOf()).toEqual([])
  })

  it('are numbers, blocks, and those of fixed width', () => {
    const fixed = [varint(4 * 8 + 5), Buffer.alloc(4), varint(5 * 8 + 1), Buffer.alloc(8)]
    expect(fieldsOf(number(1, 300), bytes(2, Buffer.from('abc')), ...fixed)).toEqual([
      { number: 1, kind: 'integer', value: 300 },
      { number: 2, kind: 'bytes', start: 5, end: 8 },
      { number: 4, kind: 'fixed' },
      { number: 5, kind: 'fixed' },
    ])
  })

  it.each([0, 1, 127, 128, 2 ** 31, 2 ** 32, Number.MAX_SAFE_INTEGER])('hold the number %d', (value) => {
    expect(fieldsOf(number(1, value))).toEqual([{ number: 1, kind: 'integer', value }])
  })

  it('make a huge number of a negative one, which takes ten bytes', () => {
    expect(fieldsOf(number(1, -1n))).toEqual([{ number: 1, kind: 'integer', value: 2 ** 64 }])
  })

  it('are read to the end of the message only, though the file goes on', () => {
    const source = new ByteSource(scratch.write('longer', Buffer.concat([number(1, 1), number(2, 2)])))
    expect([...protobufFields(source, 0, 2)]).toHaveLength(1)
    expect(() => [...protobufFields(source, 0, 1)]).toThrow('damaged')
    source.close()
  })
})

describe('what is no message is refused:', () => {
  it.each([
    ['a number that does not end', Buffer.from([8, 0x80])],
    ['a number of eleven bytes', Buffer.from([8, ...new Array<number>(10).fill(0xff), 1])],
    ['a number of more than 64 bits', Buffer.from([8, ...new Array<number>(9).fill(0xff), 2])],
    ['a key that does not end', Buffer.from([0x80, 0x80])],
    ['a key of six bytes', Buffer.from([0x8a, 0x80, 0x80, 0x80, 0x80, 0])],
    // Field 7 with a bit above the 32nd: the runtime, which cuts it off, would take it for the graph.
    ['a key beyond 32 bits', Buffer.concat([varint(2n ** 33n + 58n), varint(0)])],
    ['field 0', Buffer.from([0, 0])],
    ['a length beyond the end', Buffer.concat([head(7, 100), Buffer.alloc(10)])],
    ['a length of 2^40', Buffer.concat([head(7, 2 ** 40), Buffer.alloc(10)])],
    ['a negative length', Buffer.concat([varint(7 * 8 + 2), varint(-1n), Buffer.alloc(10)])],
    ['a fixed number beyond the end', Buffer.concat([varint(8 + 1), Buffer.alloc(7)])],
    ['a group', Buffer.from([(1 << 3) | 3, (1 << 3) | 4])],
    ['a wire type that there is not', Buffer.from([(1 << 3) | 6, 0])],
  ])('%s', (_, content) => {
    expect(() => fieldsOf(content)).toThrow(
      expect.objectContaining({ code: 'invalid_model', message: expect.stringContaining('damaged') }),
    )
  })
})
