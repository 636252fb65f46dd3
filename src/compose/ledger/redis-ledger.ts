import { connectRedis } from '../redis/connect-redis.ts'
import type { RedisConnection, SendCommand } from '../redis/redis-client.ts'
import { HourSums } from './hour-sums.ts'
import type { Ledger, LedgerEntry } from './ledger.ts'
import { readHash } from './read-hash.ts'
import { startOfHour } from './start-of-hour.ts'

/** Where a `redisLedger` is, and how long it remembers. */
export type RedisLedgerOptions = RedisConnection & {
  /** What its keys begin with. Default `secondpass:cost:`. */
  readonly prefix?: string | undefined
  /** Days that entries are kept. Default 90. */
  readonly days?: number | undefined
}

const counts = ['cost', 'requests', 'searchUnits', 'tokens'] as const

/**
 * A ledger in Redis, for processes on several machines: one hash an hour, whose numbers Redis adds up itself.
 *
 * @example
 * ```ts
 * import { redisLedger } from 'secondpass'
 *
 * // A client of the package `redis` or `ioredis`; or pass `url: 'redis://127.0.0.1:6379'`.
 * const client = { call: async (..._command: string[]): Promise<unknown> => [] }
 * const ledger = redisLedger({ client })
 * console.log(await ledger.total({ since: new Date() }))
 * ```
 */
export function redisLedger({ prefix = 'secondpass:cost:', days = 90, ...connection }: RedisLedgerOptions): Ledger {
  const redis = connectRedis(connection)
  const keyOf = (hour: Date) => `${prefix}${hour.toISOString().slice(0, 13)}`
  const read = async (since: Date) => await readHours({ send: redis.send, keyOf, since, days })
  return {
    add: async ({ time, id, ...rest }: LedgerEntry) => {
      const key = keyOf(startOfHour(time))
      const changes = counts.filter((name) => rest[name])
      await Promise.all([
        ...changes.map((name) => redis.send('HINCRBYFLOAT', key, `${name} ${id}`, decimal(rest[name] as number))),
        redis.send('EXPIRE', key, String(Math.ceil(days * 86_400))),
      ])
    },
    total: async ({ since }) => (await read(since)).total(since),
    hours: async ({ since }) => (await read(since)).hours(since),
    close: async () => await redis.close(),
  }
}

async function readHours({
  send,
  keyOf,
  since,
  days,
}: {
  send: SendCommand
  keyOf: (hour: Date) => string
  since: Date
  days: number
}): Promise<HourSums> {
  const sums = new HourSums()
  const now = Date.now()
  const hours: Date[] = []
  const oldest = Math.max(startOfHour(since).getTime(), startOfHour(new Date(now - days * 86_400_000)).getTime())
  for (let time = oldest; time <= now; time += 3_600_000) hours.push(new Date(time))
  const hashes = await Promise.all(hours.map((hour) => send('HGETALL', keyOf(hour))))
  for (const [place, hash] of hashes.entries()) {
    for (const [field, value] of readHash(hash)) {
      const [name, ...id] = field.split(' ')
      const time = hours[place] as Date
      sums.add({ time, id: id.join(' '), cost: 0, [name as string]: Number(value) })
    }
  }
  return sums
}

/** Redis reads no exponents in every version; 12 places are enough for dollars. */
function decimal(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(12)
}
