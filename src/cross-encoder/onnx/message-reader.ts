import type { SecondpassError } from '../../reranker/index.ts'
import type { ByteSource } from './byte-source.ts'
import { invalidGraph } from './invalid-graph.ts'
import { type ProtobufField, type ProtobufSpan, protobufFields } from './protobuf-fields.ts'

/** Bounds of a walk: far above any reranker's graph, far below what would take a second or much memory. */
const limits = { parts: 1_000_000, nameBytes: 4096, allNamesBytes: 16 * 1024 * 1024, listBytes: 65_536 }

/** Reads protobuf messages, and counts what that takes: a file made to hold it up is given up. */
export class MessageReader {
  readonly #source: ByteSource
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  #parts = 0
  #nameBytes = 0

  constructor(source: ByteSource) {
    this.#source = source
  }

  *fields({ start, end }: { start: number; end: number }): Generator<ProtobufField> {
    for (const field of protobufFields(this.#source, start, end)) {
      if (++this.#parts > limits.parts) throw this.invalid(`has more than ${limits.parts} parts`)
      yield field
    }
  }

  *spans(message: { start: number; end: number }): Generator<ProtobufSpan> {
    for (const field of this.fields(message)) if (field.kind === 'bytes') yield field
  }

  /** A name. One that is no UTF-8 is refused: the runtime would take its bytes as they are, and so open another file. */
  text({ start, end }: ProtobufSpan): string {
    if (end - start > limits.nameBytes) throw this.invalid(`has a name of more than ${limits.nameBytes} bytes`)
    this.#nameBytes += end - start
    if (this.#nameBytes > limits.allNamesBytes) throw this.invalid('has more than 16 MiB of names')
    try {
      return this.#decoder.decode(this.#source.bytes(start, end))
    } catch (cause) {
      throw this.invalid('has a name that is not UTF-8', cause)
    }
  }

  /** The numbers of a field that may be there one by one or as one block. */
  integers(field: ProtobufField): number[] {
    if (field.kind === 'integer') return [field.value]
    if (field.kind !== 'bytes') return []
    if (field.end - field.start > limits.listBytes) throw this.invalid('has a list of too many numbers')
    const numbers: number[] = []
    let value = 0
    let scale = 1
    for (const byte of this.#source.bytes(field.start, field.end)) {
      if (scale > 2 ** 63 || (scale === 2 ** 63 && byte > 1)) throw this.invalid('has a number of more than 64 bits')
      value += (byte & 0x7f) * scale
      scale *= 128
      if (byte >= 0x80) continue
      numbers.push(value)
      value = 0
      scale = 1
    }
    return numbers
  }

  invalid(problem: string, cause?: unknown): SecondpassError {
    return invalidGraph(this.#source.path, problem, cause)
  }
}
