import { type Command, Option } from 'commander'
import type { ServeConfig } from '../../serve/index.ts'
import { toInteger, toNumber } from '../parse-number.ts'
import { toAliases, toModels } from './parse-names.ts'

/** The options of `secondpass serve`, parsed. */
export interface ServeOptions {
  config?: string
  model?: Record<string, string>
  alias?: Record<string, string>
  host?: string
  port?: number
  strict?: boolean
  deadline?: number
  depth?: number
  workers?: number
  redis?: string
  ledger?: string
  /** False where it was switched off. */
  playground: boolean
  metricsPort?: number
  logLevel?: NonNullable<ServeConfig['logLevel']>
  printConfig?: boolean
}

const descriptions = {
  model: 'a model, or NAME=MODEL; the first is used where a client names none (default: secondpass-en)',
  alias: "OTHER=NAME: another name of a model; '*=NAME' for every name that is not known",
  config: 'configuration (default: secondpass.config.{ts,mts,js,mjs,json} of the working directory)',
  host: 'address to listen on (default: 127.0.0.1, this machine only)',
  port: 'port to listen on; 0 takes a free one (default: 8787)',
  deadline: 'time for a request that names none (default: 30000)',
  depth: 'candidates that are scored, of models that name no depth (default: all)',
  workers: 'threads of each model on this machine that names none (default: one a core)',
  redis: 'remember scores in a Redis, shared by servers: redis://…',
  ledger: 'where costs of services are noted: a file, or redis://…',
  metricsPort: "a port of its own for /metrics (default: the server's)",
  logLevel: 'the least severe level that is logged (default: info)',
  printConfig: 'print what would hold, without secrets, and end',
}

/** Adds the options to the command. What operators set in containers has a variable too; the option goes before it. */
export function addServeOptions(command: Command): Command {
  const options = [
    variable('SECONDPASS_MODELS', new Option('-m, --model <names...>', descriptions.model).argParser(toModels)),
    variable('SECONDPASS_ALIASES', new Option('-a, --alias <pairs...>', descriptions.alias).argParser(toAliases)),
    variable('SECONDPASS_CONFIG', new Option('-c, --config <file>', descriptions.config)),
    variable('SECONDPASS_HOST', new Option('--host <address>', descriptions.host)),
    variable('SECONDPASS_PORT', new Option('-p, --port <number>', descriptions.port).argParser(toInteger)),
    new Option('--strict', 'refuse what Cohere refuses'),
    new Option('--deadline <milliseconds>', descriptions.deadline).argParser(toNumber),
    new Option('-d, --depth <number>', descriptions.depth).argParser(toInteger),
    variable('SECONDPASS_WORKERS', new Option('--workers <number>', descriptions.workers).argParser(toInteger)),
    variable('SECONDPASS_REDIS_URL', new Option('--redis <address>', descriptions.redis)),
    variable('SECONDPASS_LEDGER', new Option('--ledger <place>', descriptions.ledger)),
    new Option('--no-playground', 'no page at /'),
    variable(
      'SECONDPASS_METRICS_PORT',
      new Option('--metrics-port <number>', descriptions.metricsPort).argParser(toInteger),
    ),
    variable('SECONDPASS_LOG_LEVEL', new Option('--log-level <level>', descriptions.logLevel).choices(logLevels)),
    new Option('--print-config', descriptions.printConfig),
  ]
  return options.reduce((command, option) => command.addOption(option), command)
}

const logLevels = ['debug', 'info', 'warn', 'error', 'silent']

/** A variable that is set to nothing is not set. */
function variable(name: string, option: Option): Option {
  return process.env[name] === '' ? option : option.env(name)
}

/** The options as a configuration, to be put over a file's. */
export function toServeConfig(options: ServeOptions): ServeConfig {
  const { model, alias, redis, metricsPort, playground, config: _, printConfig: __, ...rest } = options
  return {
    ...rest,
    ...(model && { models: model }),
    ...(alias && { aliases: alias }),
    ...(redis !== undefined && { cache: { redis } }),
    ...(metricsPort !== undefined && { metrics: { port: metricsPort } }),
    ...(!playground && { playground }),
  }
}
