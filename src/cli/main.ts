#!/usr/bin/env node
/** Entry of the command line. */
import { readFileSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { SecondpassError } from '../reranker/index.ts'
import { createCostCommand } from './cost-command.ts'
import { exitCode } from './exit-code.ts'
import { createModelCommand } from './model/create-model-command.ts'
import { createProvidersCommand } from './providers-command.ts'
import { createRerankCommand } from './rerank-command.ts'
import { createServeCommand } from './serve-command.ts'

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string
}

const program = new Command('secondpass')
  .description('The second pass of search: put candidates in the right order.')
  .version(version)
  .exitOverride()
  .addCommand(createRerankCommand())
  .addCommand(createModelCommand())
  .addCommand(createProvidersCommand())
  .addCommand(createCostCommand())
  .addCommand(createServeCommand())

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = report(error)
}

/** Prints what went wrong on standard error and says with which code to end. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.success : exitCode.usage // Said by commander.
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(`secondpass: ${message}\n`)
  if (SecondpassError.isInstance(error)) {
    if (error.code === 'cancelled') return exitCode.interrupted
    if (['invalid_request', 'model_not_found', 'invalid_model'].includes(error.code)) return exitCode.usage
  }
  return exitCode.failure
}
