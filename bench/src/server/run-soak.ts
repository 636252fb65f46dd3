import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { describeMachine } from '../describe-machine.ts'
import { Corpus } from './corpus.ts'
import { formatTable } from './format-table.ts'
import { measureCapacity } from './measure-capacity.ts'
import { openLoad } from './open-load.ts'
import { ServerProcess } from './server-process.ts'
import { summarizeLoad } from './summarize-load.ts'

// `npm run bench:soak`: minutes at 80 % of the capacity, a tenth of the clients leave within 100 ms; then SIGTERM under load.
const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' } } })
const minutes = Number(values.minutes)
const deadline = 3000

const corpus = await Corpus.create(6)
const server = await ServerProcess.start()
await measureCapacity({ url: server.url, corpus, seconds: 3 })
const capacity = await measureCapacity({ url: server.url, corpus, seconds: 10 })
const load = { url: server.url, corpus, perSecond: 0.8 * capacity, deadline }

const rows: string[][] = []
for (let minute = 1; minute <= minutes; minute++) {
  process.stderr.write(`minute ${minute} …\n`)
  const { accepted, ...counts } = summarizeLoad({
    fates: await openLoad({ ...load, seconds: 60, cancelled: 0.1 }),
    seconds: 60,
  })
  await sleep(500) // The last that left are noticed.
  const handles = await server.metric('nodejs_active_handles_total')
  const heap = await server.heap()
  const { sent, answered, cancelled, refused, late, lost, wrong } = counts
  rows.push([
    `${minute}`,
    ...[sent, answered, cancelled, refused, late, lost, wrong].map(String),
    accepted.p50.toFixed(0),
    accepted.p99.toFixed(0),
    server.memory().toFixed(0),
    heap.toFixed(1),
    `${handles}`,
    `${await server.metric('rerank_queue_requests')}`,
  ])
}

const terminated = await endUnderLoad(server, 'SIGTERM')
const killed = await endUnderLoad(await ServerProcess.start(), 'SIGKILL')

/** Ends a server by a signal in the middle of ten seconds of load, and says what became of the requests. */
async function endUnderLoad(target: ServerProcess, signal: NodeJS.Signals): Promise<string> {
  process.stderr.write(`${signal} under load …\n`)
  let stopped: Promise<number | null> | undefined
  let stoppedAt = 0
  const fates = await openLoad({
    ...load,
    url: target.url,
    seconds: 10,
    onTick: (number) => {
      if (stopped !== undefined || number < load.perSecond * 5) return
      stoppedAt = number
      stopped = target.stop(signal)
    },
  })
  const code = await stopped
  const [before, after] = [fates.slice(0, stoppedAt), fates.slice(stoppedAt)].map((part) => ({
    sent: part.length,
    unanswered: part.filter(({ kind }) => kind === 'lost' || kind === 'late').length,
    answered: part.filter(({ kind }) => kind === 'answered').length,
    wrong: part.reduce((sum, { wrong }) => sum + wrong, 0),
  })) as [Part, Part]
  return `${signal} under load: of ${before.sent} requests sent before it, ${before.unanswered} were accepted and not answered; of ${after.sent} sent after it, ${after.answered} were answered. Wrong scores: ${before.wrong + after.wrong}. Exit code: ${code}.`
}

interface Part {
  readonly sent: number
  readonly unanswered: number
  readonly answered: number
  readonly wrong: number
}

const header = [
  'minute',
  'sent',
  'answered',
  'cancelled',
  'refused',
  'late',
  'lost',
  'wrong scores',
  'p50 ms',
  'p99 ms',
]
console.log(`${formatTable([...header, 'memory MiB', 'heap in use MiB', 'handles', 'left in queue'], rows)}

80 % of ${capacity.toFixed(1)} requests/s, 10 % of the clients leave within 100 ms, deadline ${deadline} ms.
${terminated}
${killed}
Machine: ${describeMachine()}. Command: npm run bench:soak`)
