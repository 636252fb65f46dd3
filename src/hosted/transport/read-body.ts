/**
 * Reads a body as text, at most `most` bytes of it: counted as they come, after decompression, so that no header and no
 * compression hides how large it is. The rest is not read, and its connection is closed.
 */
export async function readBody(response: Response, most: number): Promise<{ text: string; complete: boolean }> {
  if (response.body === null) return { text: '', complete: true }
  const parts: Uint8Array[] = []
  let size = 0
  // Leaving the loop cancels the stream.
  for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
    const room = most - size
    parts.push(part.subarray(0, room))
    size += part.byteLength
    if (part.byteLength > room) return { text: decode(parts), complete: false }
  }
  return { text: decode(parts), complete: true }
}

function decode(parts: Uint8Array[]): string {
  return new TextDecoder().decode(Buffer.concat(parts))
}
