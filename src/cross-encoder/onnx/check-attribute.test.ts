import { afterAll, describe, expect, it } from 'vitest'
import { graphWith, node } from '../testing/hostile-graph.ts'
import { block, bytes, number, text, varint } from '../testing/protobuf-writer.ts'
import { ScratchFolder } from '../testing/scratch-folder.ts'
import { summarizeGraph } from './summarize-graph.ts'

const scratch = new ScratchFolder()
afterAll(() => scratch.remove())

function open(name: string, value: Buffer): void {
  const content = graphWith({ graph: [node('GatherND', '', [block(5, [text(1, name), value])])] })
  summarizeGraph(scratch.write('model.onnx', content))
}

describe('parameters of operators', () => {
  it.each([-1n, -32n, 0n, 1n, 16n, 2n ** 31n, 2n ** 62n])('may be %d', (value) => {
    open('axis', number(3, value))
    open('axes', number(8, value))
    open('axes', bytes(8, Buffer.concat([varint(1), varint(value)])))
  })

  it.each([-70_000n, -(2n ** 31n), -(2n ** 63n)])('may not be %d, where the runtime crashes', (value) => {
    const words = 'far below zero'
    expect(() => open('batch_dims', number(3, value))).toThrow(words)
    expect(() => open('axes', number(8, value))).toThrow(words)
    expect(() => open('axes', bytes(8, Buffer.concat([varint(1), varint(value)])))).toThrow(words)
  })

  it.each([-1n, 17n, 2n ** 40n])('have no %d batch dimensions', (value) => {
    expect(() => open('batch_dims', number(3, value))).toThrow('batch dimensions')
  })

  it('are not the numbers of constants and slices, which may be any', () => {
    open('value_int', number(3, -(2n ** 63n)))
    open('ends', number(8, 2n ** 63n - 1n))
    open('value_ints', bytes(8, varint(-(2n ** 63n))))
  })

  it('are no lists without end', () => {
    expect(() => open('axes', bytes(8, Buffer.alloc(70_000)))).toThrow('too many numbers')
    expect(() => open('axes', bytes(8, Buffer.alloc(20, 0xff)))).toThrow('64 bits')
  })
})
