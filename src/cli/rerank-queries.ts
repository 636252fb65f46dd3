import { type ErrorCode, type Reranker, type RerankRequest, rerankAll, SecondpassError } from '../reranker/index.ts'
import { estimateQueries } from './estimate-queries.ts'
import { exitCode } from './exit-code.ts'
import type { BadRecord, InputDocument, QueryInput, QuerySource } from './input/query-input.ts'
import { invalidInput } from './invalid-input.ts'
import { openReranker } from './open-reranker.ts'
import { chooseFormat } from './output/choose-format.ts'
import type { OutputTarget } from './output/output-target.ts'
import { createProgressBar } from './output/progress-bar.ts'
import type { OutputFormat, QueryOutput } from './output/query-output.ts'
import type { RerankOptions } from './rerank-options.ts'

/** A record on its way: what was read, or why it cannot be scored. */
type RecordRequest = RerankRequest<InputDocument> & { readonly record: QueryInput | BadRecord }

/** The work of `secondpass rerank`: queries from the source, through one reranker, to the target. Gives the exit code. */
export async function rerankQueries({
  source,
  target,
  options,
  signal,
}: {
  source: QuerySource
  target: OutputTarget
  options: RerankOptions
  signal: AbortSignal
}): Promise<number> {
  const { records, first, batch } = await peek(source.read(target.completed), target.completed)
  if (first === undefined && target.completed === 0) throw invalidInput('The input holds no query.')
  const model = options.model ?? (first && 'model' in first ? first.model : undefined)
  const { reranker, close } = await openReranker({ model, options, signal })
  if (options.estimate) {
    try {
      const json = options.json === true || options.jsonl === true
      await target.write(await estimateQueries({ reranker, requests: toRequests(records, options), json }))
      await target.finish()
      return exitCode.success
    } finally {
      await close()
    }
  }
  const format = chooseFormat({ options, batch })
  const bar =
    batch && showsProgress(options)
      ? createProgressBar({ total: await source.count(), completed: target.completed })
      : undefined
  let written = target.completed
  let failed = 0
  try {
    if (written === 0) await target.write(format.head)
    const items = rerankAll({
      reranker: guarded({ reranker, model, options }),
      requests: toRequests(records, options),
      signal,
      ...(bar && { onProgress: (progress) => bar.update(progress) }),
    })
    for await (const item of items) {
      const { record } = item.request
      if (item.status === 'rejected' && (!batch || !isOwnFault(item.error))) throw item.error
      const output = toOutput(record, item)
      const text = formatOrExplain(format, output, written === 0)
      if ('error' in text.output) {
        failed++
        process.stderr.write(`secondpass: ${record.source}: ${text.output.error.message}\n`)
      } else reportWarnings(text.output, options)
      await target.write(text.text)
      await target.commit()
      written++
    }
    await target.write(format.tail(written > 0))
    await target.finish()
  } finally {
    bar?.stop()
    await close()
  }
  return failed === 0 ? exitCode.success : exitCode.partial
}

/** Looks at the first two records: the first may name the model, and the second makes it a batch. */
async function peek(
  source: AsyncIterable<QueryInput | BadRecord>,
  completed: number,
): Promise<{
  records: AsyncIterable<QueryInput | BadRecord>
  first: QueryInput | BadRecord | undefined
  batch: boolean
}> {
  const iterator = source[Symbol.asyncIterator]()
  const seen: (QueryInput | BadRecord)[] = []
  while (seen.length < 2) {
    const next = await iterator.next()
    if (next.done) break
    seen.push(next.value)
  }
  const [first] = seen
  const records = (async function* () {
    yield* seen.splice(0)
    yield* { [Symbol.asyncIterator]: () => iterator }
  })()
  return { records, first, batch: completed > 0 || seen.length > 1 }
}

/** A progress bar and results on one terminal would write over each other; the results then show the progress. */
function showsProgress({ output }: RerankOptions): boolean {
  return process.stderr.isTTY === true && (output !== undefined || !process.stdout.isTTY)
}

async function* toRequests(
  records: AsyncIterable<QueryInput | BadRecord>,
  options: RerankOptions,
): AsyncGenerator<RecordRequest> {
  for await (const record of records) {
    const query: RerankRequest<InputDocument> = 'problem' in record ? { query: '', documents: [] } : record
    const { topK = query.topK, depth = query.depth, fields = query.fields, threshold, deadline, onError } = options
    yield {
      query: query.query,
      documents: query.documents,
      topK,
      depth,
      fields: fields as never[] | undefined,
      threshold,
      deadline,
      onError,
      returnLogits: true,
      record,
    }
  }
}

/** Fails the records that are no queries, in their turn, so that output keeps the input's order. */
function guarded({
  reranker,
  model,
  options,
}: {
  reranker: Reranker
  model: string | undefined
  options: RerankOptions
}): Reranker {
  return {
    id: reranker.id,
    rerank: async (request) => {
      const { record } = request as unknown as RecordRequest
      if ('problem' in record) throw invalidInput(record.problem)
      if (options.model === undefined && record.model !== undefined && record.model !== model) {
        throw invalidInput(`The record names the model "${record.model}", and the batch runs with "${reranker.id}".`)
      }
      return await reranker.rerank(request)
    },
  }
}

/** Whether an error is this query's alone; a model that cannot be loaded ends the whole batch. */
function isOwnFault(error: Error): boolean {
  return SecondpassError.isInstance(error) && !ofTheModel.has(error.code)
}

const ofTheModel: ReadonlySet<string> = new Set([
  'invalid_model',
  'model_not_found',
  'offline',
  'unauthorized',
  'download_failed',
  'closed',
] satisfies ErrorCode[])

function toOutput(
  record: QueryInput | BadRecord,
  item:
    | { status: 'fulfilled'; response: Extract<QueryOutput, { response: unknown }>['response'] }
    | { status: 'rejected'; error: Error },
): QueryOutput {
  const { queryId, source } = record
  const base = { queryId, source, ...('query' in record && { query: record.query }) }
  if (item.status === 'fulfilled') return { ...base, response: item.response }
  const code = SecondpassError.isInstance(item.error) ? item.error.code : 'failure'
  return { ...base, error: { code, message: item.error.message } }
}

/** Formats an answer; one that the form cannot hold becomes a failed query. */
function formatOrExplain(
  format: OutputFormat,
  output: QueryOutput,
  first: boolean,
): { output: QueryOutput; text: string } {
  try {
    return { output, text: format.format(output, first) }
  } catch (error) {
    if (!SecondpassError.isInstance(error)) throw error
    const { queryId, source } = output
    const failure: QueryOutput = { queryId, source, error: { code: error.code, message: error.message } }
    return { output: failure, text: format.format(failure, first) }
  }
}

/** The JSON forms hold their warnings, and a run has no place for them; beside the table they go to standard error. */
function reportWarnings(output: QueryOutput, { json, jsonl, trec }: RerankOptions): void {
  if ('error' in output || json || jsonl || trec) return
  for (const { message } of output.response.warnings)
    process.stderr.write(`secondpass: query ${output.queryId}: ${message}\n`)
}
