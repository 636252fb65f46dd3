import { Command } from 'commander'
import { SecondpassError } from '../reranker/index.ts'
import type { RunningServer } from '../serve/index.ts'
import { announce } from './serve/announce.ts'
import { endWhileStarting } from './serve/end-while-starting.ts'
import { addServeOptions, type ServeOptions, toServeConfig } from './serve/serve-options.ts'
import { serveUntilSignal } from './serve-until-signal.ts'

const examples = `
Examples:
  secondpass serve                                                the model that comes with the package
  secondpass serve --alias rerank-v3.5=secondpass-en              for clients that fix a name of Cohere's
  secondpass serve --model secondpass-en strong=bge-reranker-v2-m3
  secondpass serve --config secondpass.config.ts --print-config   what holds, from options, variables and file

Options go before variables, variables before the file. Keys of clients come from SECONDPASS_API_KEYS or a file, never from
an option. docs/serving.md has all settings.`

/** `secondpass serve`. */
export function createServeCommand(): Command {
  const command = new Command('serve').description(
    'Serve rerankers over HTTP, in the dialects of Cohere, Jina, TEI, vLLM and Voyage.',
  )
  return addServeOptions(command).addHelpText('after', examples).exitOverride().action(run)
}

async function run(options: ServeOptions): Promise<void> {
  const started = endWhileStarting()
  process.stderr.on('error', () => {}) // Nobody reads it any more, or the disk is full: no reason to end.
  // Loaded here, so that other commands do not wait for it.
  const { describeConfig, loadConfig, serve } = await import('../serve/index.ts')
  const { config, file } = await loadConfig({ file: options.config, over: toServeConfig(options) })
  if (options.printConfig) {
    process.stdout.write(`${JSON.stringify(describeConfig(config), null, 2)}\n`)
    return
  }
  const server = await serve(config)
  const ended = serveUntilSignal(server) // From now on: a model may take long to load.
  started()
  say(`listening on ${server.url}`)
  if (process.stderr.isTTY) for (const line of announce({ server, config, file })) say(line)
  await Promise.race([ended, refuseNothing(server)])
  await ended
}

/** A server that can answer nothing is of no use; what starts it again tries again. */
async function refuseNothing(server: RunningServer): Promise<void> {
  await server.ready
  if (server.models.some(({ state }) => state !== 'failed')) return
  await server.close()
  const reasons = server.models.map(({ name, failure }) => `  ${name}: ${failure}`)
  throw new SecondpassError({ code: 'unavailable', message: ['No model could be loaded:', ...reasons].join('\n') })
}

function say(line: string): void {
  process.stderr.write(`secondpass: ${line}\n`)
}
