import { Command } from 'commander'
import { SecondpassError } from '../reranker/index.ts'
import { exitCode } from './exit-code.ts'
import { createJsonSource } from './input/json-source.ts'
import type { QuerySource } from './input/query-input.ts'
import { createRunSource } from './input/run-source.ts'
import { interruptSignal } from './interrupt-signal.ts'
import { invalidInput } from './invalid-input.ts'
import { standardOutput } from './output/output-target.ts'
import { resumableFile } from './output/resumable-file.ts'
import { addRerankOptions, fingerprintOptions, type RerankOptions } from './rerank-options.ts'
import { rerankQueries } from './rerank-queries.ts'

const examples = `
Input, from files or standard input:
  with --query           documents: a JSON array, or JSON lines; strings or objects with "text"
  without                { "query": …, "documents": […], "topK": … }: one, an array, or JSON lines
  with --candidates      a TREC run, with --queries and --corpus as JSON lines (.gz too)

Examples:
  secondpass rerank examples/drug-discovery.json
  secondpass rerank --query "what causes tides" --top-k 3 documents.jsonl
  secondpass rerank --model ms-marco-MiniLM-L6-v2 --query "what causes tides" documents.jsonl
  secondpass rerank --queries queries.jsonl --candidates bm25.trec --corpus corpus.jsonl \\
    --trec --output reranked.trec

Exit codes: 0 success, 1 failure, 2 wrong options or input, 3 some queries of a batch failed, 130 interrupted.
`

/** `secondpass rerank`. */
export function createRerankCommand(): Command {
  const command = new Command('rerank')
    .description('Rerank the candidates of a query, or of many.')
    .argument('[files...]', 'input files; - or nothing for standard input')
    .addHelpText('after', examples)
    .exitOverride()
  return addRerankOptions(command).action(rerank)
}

async function rerank(files: string[], options: RerankOptions): Promise<void> {
  if (options.resume && options.output === undefined) {
    throw invalidInput('--resume goes on with a file: name it by --output.')
  }
  const source = await openSource(files, options)
  try {
    process.exitCode = await withReranker({ source, files, options })
  } finally {
    await source.close()
  }
}

async function openSource(files: string[], options: RerankOptions): Promise<QuerySource> {
  const { query, queries, candidates, corpus, fields } = options
  if (candidates === undefined && queries === undefined && corpus === undefined) {
    if (files.length === 0 && process.stdin.isTTY) {
      throw invalidInput('There is no input. Name a file, or pipe documents in; see secondpass rerank --help.')
    }
    return createJsonSource({ files: files.length === 0 ? ['-'] : files, query })
  }
  if (candidates === undefined || queries === undefined || corpus === undefined) {
    throw invalidInput('--queries, --candidates and --corpus go together; one of them is missing.')
  }
  if (files.length > 0 || query !== undefined) throw invalidInput('--candidates goes with neither files nor --query.')
  return await createRunSource({
    queries,
    candidates,
    corpus,
    fields,
    onMissing: ({ queryId, documentIds }) => {
      process.stderr.write(
        `secondpass: query ${queryId}: ${documentIds.length} of its candidates are not in the corpus.\n`,
      )
    },
  })
}

async function withReranker({
  source,
  files,
  options,
}: {
  source: QuerySource
  files: string[]
  options: RerankOptions
}): Promise<number> {
  const { signal, interrupt, stop } = interruptSignal()
  let readerGone = false
  const target =
    options.output === undefined
      ? standardOutput({
          onClosed: () => {
            readerGone = true
            interrupt()
          },
        })
      : await resumableFile({
          path: options.output,
          resume: options.resume ?? false,
          fingerprint: fingerprintOptions(options, files),
        })
  try {
    return await rerankQueries({ source, target, options, signal })
  } catch (error) {
    if (readerGone) return exitCode.success // A reader that has enough, such as head, is no failure.
    if (!signal.aborted) throw error
    const kept = options.output === undefined ? '' : ` ${options.output} keeps what is complete; go on with --resume.`
    throw new SecondpassError({ code: 'cancelled', message: `Interrupted.${kept}`, cause: error })
  } finally {
    stop()
    await target.close()
  }
}
