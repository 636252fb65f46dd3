/*
 * Writes protobuf fields byte by byte, right ones and wrong ones. A message is the concatenation of its fields.
 */

export function varint(value: number | bigint): Buffer {
  const parts: number[] = []
  for (let rest = BigInt.asUintN(64, BigInt(value)); ; rest >>= 7n) {
    if (rest < 128n) return Buffer.from([...parts, Number(rest)])
    parts.push(Number(rest & 127n) + 128)
  }
}

export function number(field: number, value: number | bigint): Buffer {
  return Buffer.concat([varint(field * 8), varint(value)])
}

export function bytes(field: number, content: Uint8Array): Buffer {
  return Buffer.concat([varint(field * 8 + 2), varint(content.length), content])
}

export function text(field: number, content: string): Buffer {
  return bytes(field, Buffer.from(content))
}

export function block(field: number, content: readonly Uint8Array[]): Buffer {
  return bytes(field, Buffer.concat(content))
}

/** Only the head of a field that says to have so many bytes. */
export function head(field: number, length: number): Buffer {
  return Buffer.concat([varint(field * 8 + 2), varint(length)])
}
