import { Command } from 'commander'
import { serve } from '../serve/index.ts'
import { serveUntilSignal } from './serve-until-signal.ts'

/** `secondpass serve`. */
export function createServeCommand(): Command {
  return new Command('serve')
    .description('Serve rerankers over HTTP, in the dialects of Cohere, Jina, TEI, vLLM and Voyage.')
    .option('-p, --port <number>', 'port to listen on', Number)
    .exitOverride()
    .action(async (options: { port?: number }) => {
      const server = await serve({ port: options.port })
      process.stderr.write(`secondpass: listening on ${server.url}\n`)
      await serveUntilSignal(server)
    })
}
