import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Budget } from '../compose/index.ts'
import { type Dtype, dtypes } from '../cross-encoder/index.ts'
import { defaultLockFile } from '../hub/index.ts'
import type { ErrorPolicy, Threshold } from '../reranker/index.ts'
import { parseBudget } from './parse-budget.ts'
import { toInteger, toNumber } from './parse-number.ts'

/** The options of `secondpass rerank`, parsed. */
export interface RerankOptions {
  query?: string
  model?: string
  dtype?: Dtype
  frozen?: boolean
  lockFile: string
  topK?: number
  depth?: number
  fields?: string[]
  maxTokens?: number
  longDocuments?: 'truncate' | 'chunk'
  maxChunks?: number
  threshold?: Threshold
  deadline?: number
  onError?: ErrorPolicy
  workers?: number
  baseUrl?: string | undefined
  fallback?: string[]
  budget?: Budget
  ledger?: string
  estimate?: boolean
  queries?: string
  candidates?: string
  corpus?: string
  json?: boolean
  jsonl?: boolean
  trec?: boolean
  output?: string
  resume?: boolean
}

/** Adds the options to the command. */
export function addRerankOptions(command: Command): Command {
  return command
    .option('-q, --query <text>', 'the query; the input then holds documents')
    .option(
      '-m, --model <name>',
      'model folder, hf:organisation/name, a short name, or a service such as cohere:rerank-v4.0-pro (default: secondpass-en)',
    )
    .option('--fallback <models...>', 'models to ask, one after the other, when the first fails')
    .option('-k, --top-k <number>', 'how many results to keep', toInteger)
    .option('-d, --depth <number>', 'how many candidates to score; the others stay below in their order', toInteger)
    .option('--fields <names>', 'fields of a document that are read, such as title,text', toNames)
    .option('--max-tokens <number>', "tokens read of a pair, up to the model's window", toInteger)
    .addOption(
      new Option('--long-documents <how>', 'read the beginning, or all in chunks').choices(['truncate', 'chunk']),
    )
    .option('--max-chunks <number>', 'the most chunks of one document', toInteger)
    .option('--threshold <score>', 'drop results below, such as sigmoid:0.5, logit:-2 or provider:0.3', toThreshold)
    .option('--deadline <milliseconds>', 'time for one query, from its start', toNumber)
    .addOption(new Option('--on-error <how>', 'fail, or answer in first-stage order').choices(['fail', 'passthrough']))
    .addOption(new Option('--dtype <format>', 'number format of the weights (default: the best here)').choices(dtypes))
    .option('--frozen', "a hub's model exactly as the lock file has it")
    .option('--lock-file <path>', 'the lock file', defaultLockFile)
    .option('--workers <number>', 'scoring threads (default: one a core)', toInteger)
    .option('--base-url <address>', 'the address of the first service that is named')
    .option('--budget <dollars>', 'what may be spent on services, such as 2/day or 0.01/request,2/day', parseBudget)
    .addOption(new Option('--ledger <place>', 'where costs are noted: a file, or redis://…').env('SECONDPASS_LEDGER'))
    .option('--estimate', 'say what it would take and cost, and do nothing')
    .option('--queries <file>', 'batch: queries as JSON lines, _id and text')
    .option('--candidates <file>', 'batch: candidates as a TREC run')
    .option('--corpus <file>', 'batch: documents as JSON lines, _id, title and text')
    .addOption(new Option('--json', 'print JSON').conflicts(['jsonl', 'trec']))
    .addOption(new Option('--jsonl', 'print JSON lines, one a query').conflicts(['json', 'trec']))
    .addOption(new Option('--trec', 'print a TREC run').conflicts(['json', 'jsonl']))
    .option('-o, --output <file>', 'write to a file, which can be resumed')
    .option('--resume', 'go on with an interrupted --output')
}

/** Tells apart work of other options or other input files; `--resume` and what only changes speed do not count. */
export function fingerprintOptions(options: RerankOptions, files: readonly string[]): string {
  const { resume: _, workers: __, budget: ___, ledger: ____, ...relevant } = options
  const inputs = [...files, options.queries, options.candidates, options.corpus].map((file) =>
    file === undefined || file === '-' ? file : [file, statSync(file, { throwIfNoEntry: false })?.size],
  )
  return createHash('sha256')
    .update(JSON.stringify([relevant, inputs]))
    .digest('hex')
}

function toNames(text: string): string[] {
  const names = text.split(',').map((name) => name.trim())
  if (names.includes('')) throw new InvalidArgumentError('It must be field names with commas between them.')
  return names
}

/** `scale:value`; a bare number is on the sigmoid scale, which is what the table shows for most models on this machine. */
function toThreshold(text: string): Threshold {
  const [, scale = 'sigmoid', value = ''] = /^(?:(logit|sigmoid|calibrated|provider):)?(.+)$/.exec(text) ?? []
  if (value.trim() === '' || !Number.isFinite(Number(value))) {
    throw new InvalidArgumentError('It must be a scale and a number, such as sigmoid:0.5 or logit:-2.')
  }
  return { scale: scale as Threshold['scale'], value: Number(value) }
}
