/** A program that makes one call to the address that it is given, and ends by itself. Prints how it went, and when. */
import { createTransport } from '../transport/create-transport.ts'
import { makeCall } from './make-call.ts'

const transport = createTransport({ timeout: 60_000, retries: 1, maxResponseBytes: 1_000 })
const outcome = await transport.send(makeCall({ url: process.argv[2] as string, deadline: 800 })).then(
  () => 'done',
  () => 'failed',
)
process.stdout.write(`${outcome} ${Date.now()}\n`)
