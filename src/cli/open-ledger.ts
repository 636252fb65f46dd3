import { existsSync } from 'node:fs'
import { type Ledger, openLedger as open } from '../compose/index.ts'
import { invalidInput } from './invalid-input.ts'

/** Opens a ledger by its place: a file of JSON lines, or `redis://…`. `mustExist`: a file that is not there is an error. */
export function openLedger({ place, mustExist }: { place: string; mustExist: boolean }): Ledger {
  if (mustExist && !/^rediss?:\/\//.test(place) && !existsSync(place)) {
    throw invalidInput(`There is no ledger "${place}".`)
  }
  return open(place)
}
