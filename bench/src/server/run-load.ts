import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { describeMachine } from '../describe-machine.ts'
import { Corpus } from './corpus.ts'
import { formatTable } from './format-table.ts'
import { measureCapacity } from './measure-capacity.ts'
import { openLoad } from './open-load.ts'
import { ServerProcess } from './server-process.ts'
import { type LoadSummary, summarizeLoad } from './summarize-load.ts'

// `npm run bench:load`: users arrive at half, once, twice and four times the rate that the server can answer.
const { values } = parseArgs({ options: { seconds: { type: 'string', default: '60' } } })
const seconds = Number(values.seconds)
const deadline = 3000
const factors = [0.5, 1, 2, 4]

process.stderr.write('scoring the corpus …\n')
const corpus = await Corpus.create(5)
const server = await ServerProcess.start()
process.stderr.write('measuring the capacity …\n')
await measureCapacity({ url: server.url, corpus, seconds: 3 })
const capacity = await measureCapacity({ url: server.url, corpus, seconds: Math.min(20, seconds) })

const summaries: LoadSummary[] = []
const memories: number[] = []
for (const factor of factors) {
  process.stderr.write(`${factor} × ${capacity.toFixed(1)} requests/s …\n`)
  const fates = await openLoad({ url: server.url, corpus, perSecond: capacity * factor, seconds, deadline })
  summaries.push(summarizeLoad({ fates, seconds }))
  memories.push(server.memory())
  await sleep(1000)
}
const stuck = await server.metric('rerank_queue_requests')
const code = await server.stop()

const one = summaries[1] as LoadSummary
const rows = summaries.map((summary, place) => [
  `${factors[place]} ×`,
  `${summary.sent}`,
  `${summary.answered}`,
  `${summary.refused}`,
  `${summary.late}`,
  `${summary.lost}`,
  `${summary.wrong}`,
  summary.goodput.requests.toFixed(1),
  summary.goodput.documents.toFixed(0),
  (summary.goodput.documents / one.goodput.documents).toFixed(2),
  summary.accepted.p50.toFixed(0),
  summary.accepted.p99.toFixed(0),
  summary.refused === 0 ? '' : summary.refusal.p99.toFixed(1),
  summary.refused === 0 ? '' : summary.refusal.max.toFixed(1),
  (memories[place] as number).toFixed(0),
])
const header = [
  'load',
  'sent',
  'answered',
  'refused',
  'late',
  'lost',
  'wrong scores',
  'answers/s',
  'documents/s',
  '÷ 1 ×',
]
const times = ['accepted p50 ms', 'p99 ms', 'refused p99 ms', 'max ms', 'memory MiB']
console.log(`${formatTable([...header, ...times], rows)}

The server answers ${capacity.toFixed(1)} requests/s (eight clients that wait for their answers). Requests: 70 % with 10 documents, 25 % with 30, 5 % with 100; deadline ${deadline} ms; ${seconds} s each; constant arrivals.
Every score is compared with the library's. Refusals without Retry-After: ${summaries.reduce((sum, { withoutRetryAfter }) => sum + withoutRetryAfter, 0)}. Requests left in the queue: ${stuck}. Exit code after SIGTERM: ${code}.
Machine: ${describeMachine()}. Command: npm run bench:load`)
