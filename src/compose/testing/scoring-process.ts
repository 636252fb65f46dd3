/** Entry of a process of its own: reranks with the Redis and prefix of its arguments, and prints what it took. */
import { redisStore } from '../cache/redis-store.ts'
import { cached } from '../cached.ts'
import { redisLedger } from '../ledger/redis-ledger.ts'
import { numberIn, scoring } from './rerankers.ts'

const [url = '', prefix = ''] = process.argv.slice(2)
const reranker = cached(scoring('shared', numberIn), { store: redisStore({ url, prefix }) })
const { usage, warnings, results } = await reranker.rerank({
  query: 'shared query',
  documents: ['one 1', 'three 3', 'two 2'],
})
// Nothing but the connection keeps the process alive meanwhile.
const spent = await redisLedger({ url, prefix }).total({ since: new Date() })
process.stdout.write(
  JSON.stringify({ spent, usage, warnings, results: results.map(({ document, score }) => [document, score]) }),
)
