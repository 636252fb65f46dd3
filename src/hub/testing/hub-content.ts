/** Bytes that differ from place to place, so that a piece at the wrong offset shows. */
export function patternOf(length: number): Buffer {
  const content = Buffer.alloc(length)
  for (let index = 0; index + 4 <= length; index += 4) content.writeUInt32LE((index * 2654435761) >>> 0, index)
  return content
}
