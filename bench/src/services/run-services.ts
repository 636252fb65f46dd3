import { parseArgs } from 'node:util'
import { describeMachine } from '../describe-machine.ts'
import { formatOutcomes, type Row } from './format-outcomes.ts'
import { type Client, makeBudgetClient, makeClients } from './service-clients.ts'
import { type RunningService, type ServiceSettings, startService } from './service-process.ts'
import { simulate } from './simulate.ts'

// `npm run bench:services`: users arrive at random, and a service is now and then slow or broken.
const { values } = parseArgs({ options: { users: { type: 'string', default: '600' } } })
const users = Number(values.users)
const perSecond = 20
const patienceMs = 5000
/** US dollars for one search unit of rerank-v3.5. */
const price = 0.002
const settings: ServiceSettings = {
  seed: 7,
  medianMs: 120,
  slowShare: 0.03,
  failureShare: 0.02,
  quota: Number.MAX_SAFE_INTEGER,
}

async function run(
  name: string,
  own: Partial<ServiceSettings>,
  makeClient: (url: string) => { client: Client; locally?: () => number },
): Promise<Row> {
  process.stderr.write(`${name} …\n`)
  const service: RunningService = await startService({ ...settings, ...own })
  try {
    const { client, locally } = makeClient(service.url)
    const outcome = await simulate({ client, users, perSecond, patienceMs, seed: 11 })
    const { requests, answered } = await service.counts()
    return { name, users, outcome, requests, dollars: answered * price, ...(locally && { locally: locally() }) }
  } finally {
    service.stop()
  }
}

const names = ['plain fetch', 'cohere-ai', 'secondpass', 'secondpass, hedged']
const failing: Row[] = []
for (const name of names) {
  failing.push(await run(name, {}, (url) => ({ client: makeClients({ url, patienceMs })[name] as Client })))
}

// The money for a day is half of what the day would cost.
const noon = Math.floor(users / 2)
const spent: Row[] = []
for (const name of names.slice(0, 3)) {
  const quota = { quota: noon }
  spent.push(await run(name, quota, (url) => ({ client: makeClients({ url, patienceMs })[name] as Client })))
}
spent.push(await run('secondpass, budget and fallback', {}, (url) => makeBudgetClient({ url, perDay: noon * price })))

const { medianMs, slowShare, failureShare } = settings
console.log(`A service with ${failureShare * 100} % failures (500, 503, 429, cut connections) and ${slowShare * 100} % answers after a second or more (median ${medianMs} ms):

${formatOutcomes(failing)}

The money for the day is spent at noon (402 from then on; with a budget, secondpass answers on this machine):

${formatOutcomes(spent)}

${users} users, ${perSecond} a second as a Poisson process, 5 documents each; an answer after ${patienceMs / 1000} s is too late.
Machine: ${describeMachine()}. Command: npm run bench:services`)
process.exit() // Clients without a time limit may still wait for the service.
