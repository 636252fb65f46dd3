import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SeededRandom } from '../seeded-random.ts'
import type { ServiceCounts, ServiceSettings } from './service-process.ts'

// A rerank service in a process of its own that is as services are: mostly quick, sometimes slow, now and then broken.
const settings = JSON.parse(process.argv[2] as string) as ServiceSettings
const random = new SeededRandom(settings.seed)
const counts: ServiceCounts = { requests: 0, answered: 0 }

/** Milliseconds: log-normal around the median, and for some calls a Pareto tail that begins at a second. */
function latency(): number {
  const usual = settings.medianMs * Math.exp(0.4 * random.normal())
  return random.next() < settings.slowShare ? 1000 * (1 - random.next()) ** -0.7 : usual
}

function answer(response: ServerResponse, documents: number): void {
  if (counts.answered >= settings.quota) {
    response.writeHead(402, { 'content-type': 'application/json' }).end('{"message":"the balance is used up"}')
    return
  }
  const fate = random.next()
  if (fate < settings.failureShare) {
    const kind = Math.floor((fate / settings.failureShare) * 4)
    if (kind === 3) response.destroy()
    else {
      const status = [500, 503, 429][kind] as number
      response.writeHead(status, status === 429 ? { 'retry-after': '1' } : {}).end('{"message":"not now"}')
    }
    return
  }
  counts.answered++
  const results = Array.from({ length: documents }, (_, index) => ({ index, relevance_score: 1 / (index + 2) }))
  const meta = { billed_units: { search_units: 1 } }
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ results, meta }))
}

const server = createServer(async (request, response) => {
  if (request.url === '/counts') {
    response.end(JSON.stringify(counts))
    return
  }
  counts.requests++
  const chunks: Buffer[] = []
  const after = latency()
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer)
  } catch {
    return // The caller left.
  }
  const { documents } = JSON.parse(Buffer.concat(chunks).toString()) as { documents: unknown[] }
  const timer = setTimeout(() => answer(response, documents.length), after)
  response.on('close', () => clearTimeout(timer))
})
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
process.on('disconnect', () => process.exit())
