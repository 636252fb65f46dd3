import { fileLedger } from './file-ledger.ts'
import type { Ledger } from './ledger.ts'
import { redisLedger } from './redis-ledger.ts'

/** Opens a ledger by its place: a file of JSON lines, or `redis://…`. */
export function openLedger(place: string): Ledger {
  return /^rediss?:\/\//.test(place) ? redisLedger({ url: place }) : fileLedger(place)
}
