import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'

/** The lines of a text file, also of a `.gz` one, without holding it in memory; empty lines are left out. */
export async function* readLines(file: string): AsyncGenerator<string, void, undefined> {
  const bytes = createReadStream(file)
  const input = file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes
  // A broken file must end the reading, and a pipe does not carry errors over.
  bytes.on('error', (error) => input.destroy(error))
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    if (line.trim() !== '') yield line
  }
}
