import { parseArgs } from 'node:util'
import { createReranker } from '../../../dist/index.js'
import { describeMachine } from '../describe-machine.ts'
import { median } from '../median.ts'
import { Corpus, type LoadRequest } from './corpus.ts'
import { formatTable } from './format-table.ts'
import { sendRequest } from './send-request.ts'
import { ServerProcess } from './server-process.ts'
import { quantile } from './summarize-load.ts'

// `npm run bench:overhead`: the same requests to the library and to the server; and to two servers with a thread each.
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '7' } } })
const rounds = Number(values.rounds)

/** Answers a request; rejects when it fails. */
type Client = (request: LoadRequest) => Promise<void>

const corpus = await Corpus.create(7)
await using reranker = createReranker()
await reranker.load()
const one = await ServerProcess.start()
const cluster = [await ServerProcess.start('--workers', '1'), await ServerProcess.start('--workers', '1')]
let turn = 0

async function ask(url: string, request: LoadRequest): Promise<void> {
  const { kind, wrong } = await sendRequest({ url, request, deadline: 60_000 })
  if (kind !== 'answered' || wrong > 0) throw new Error(`A request was ${kind}, with ${wrong} wrong scores.`)
}

const clients: Readonly<Record<string, Client>> = {
  library: async ({ query, documents }) => {
    await reranker.rerank({ query, documents })
  },
  server: (request) => ask(one.url, request),
  'two servers, a thread each': (request) => ask(cluster[turn++ % 2]?.url as string, request),
}

interface Sample {
  readonly perSecond: number
  readonly latencies: readonly number[]
}

/** Clients that each send their next request with the answer to the last. */
async function measure({
  client,
  requests,
  concurrency,
}: {
  client: Client
  requests: readonly LoadRequest[]
  concurrency: number
}): Promise<Sample> {
  const waiting = [...requests]
  const latencies: number[] = []
  const startedAt = performance.now()
  const work = async (): Promise<void> => {
    for (let request = waiting.shift(); request !== undefined; request = waiting.shift()) {
      const sentAt = performance.now()
      await client(request)
      latencies.push(performance.now() - sentAt)
    }
  }
  await Promise.all(Array.from({ length: concurrency }, work))
  return { perSecond: (requests.length * 1000) / (performance.now() - startedAt), latencies }
}

const rows: string[][] = []
for (const [documents, concurrency, count] of [
  [10, 1, 20],
  [10, 8, 40],
  [100, 1, 4],
  [100, 8, 16],
] as const) {
  const samples = Object.fromEntries(Object.keys(clients).map((name) => [name, [] as Sample[]]))
  for (let round = 0; round <= rounds; round++) {
    process.stderr.write(`${documents} documents, ${concurrency} at once, round ${round} …\n`)
    const requests = Array.from({ length: count }, () => corpus.request(documents))
    for (const [name, client] of Object.entries(clients)) {
      const sample = await measure({ client, requests, concurrency })
      if (round > 0) samples[name]?.push(sample) // The first is for warming up.
    }
  }
  for (const [name, own] of Object.entries(samples)) {
    const ratios = own.map(({ perSecond }, round) => (samples['library']?.[round]?.perSecond as number) / perSecond)
    const latencies = own.flatMap((sample) => sample.latencies)
    rows.push([
      name,
      `${documents}`,
      `${concurrency}`,
      median(own.map(({ perSecond }) => perSecond)).toFixed(1),
      quantile(latencies, 0.5).toFixed(1),
      quantile(latencies, 0.99).toFixed(1),
      `**${median(ratios).toFixed(2)}**`,
    ])
  }
}
for (const server of [one, ...cluster]) await server.stop()

console.log(`${formatTable(['', 'documents', 'at once', 'requests/s', 'p50 ms', 'p99 ms', 'time ÷ library'], rows)}

Medians of ${rounds} rounds, in turn, of the same requests; every score is compared with the library's.
Machine: ${describeMachine()}. Command: npm run bench:overhead`)
