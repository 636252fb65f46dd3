import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fileLedger } from './file-ledger.ts'

const time = new Date('2026-11-26T10:20:30Z')
const since = new Date('2026-11-26T10:59:00Z')
let folder: string
let path: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'secondpass-ledger-'))
  path = join(folder, 'deep', 'ledger.jsonl')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('a ledger in a file', () => {
  it('adds up by hour and reranker', async () => {
    const ledger = fileLedger(path)
    expect(await ledger.total({ since })).toBe(0)
    await ledger.add({ time, id: 'a', cost: 1, requests: 1, searchUnits: 2, tokens: 3 })
    await ledger.add({ time, id: 'a', cost: -0.25 })
    await ledger.add({ time: new Date('2026-11-26T09:59:59Z'), id: 'b', cost: 8 })
    expect(await ledger.total({ since })).toBe(0.75)
    expect(await ledger.hours({ since: new Date(0) })).toEqual([
      { hour: new Date('2026-11-26T09:00:00Z'), id: 'b', cost: 8, requests: 0, searchUnits: 0, tokens: 0 },
      { hour: new Date('2026-11-26T10:00:00Z'), id: 'a', cost: 0.75, requests: 1, searchUnits: 2, tokens: 3 },
    ])
  })

  it('sees what others write, and passes over lines that are torn or no entries', async () => {
    const [one, other] = [fileLedger(path), fileLedger(path)]
    await Promise.all([1, 2, 4, 8].map((cost, place) => (place % 2 ? one : other).add({ time, id: 'a', cost })))
    appendFileSync(path, 'nonsense\n{"time":"2026-11-26T10:00:00Z","id":"a","co')
    expect(await one.total({ since })).toBe(15)
    await other.add({ time, id: 'a', cost: 16 })
    expect(await one.total({ since })).toBe(31)
    expect(await fileLedger(path).total({ since })).toBe(31)
    expect(readFileSync(path, 'utf8').endsWith('\n')).toBe(true)
  })

  it('begins anew when the file is another', async () => {
    const ledger = fileLedger(path)
    await ledger.add({ time, id: 'a long name', cost: 1 })
    await ledger.total({ since })
    rmSync(path)
    await ledger.add({ time, id: 'a', cost: 2 })
    expect(await ledger.total({ since })).toBe(2)
  })
})
