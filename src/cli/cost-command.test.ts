import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { fileLedger } from '../compose/index.ts'
import { createCostCommand } from './cost-command.ts'

let folder: string
let path: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'secondpass-cost-'))
  path = join(folder, 'ledger.jsonl')
  const ledger = fileLedger(path)
  const add = async (day: string, id: string, cost: number) =>
    await ledger.add({ time: new Date(`${day}T12:00:00Z`), id, cost, requests: 2, searchUnits: 3, tokens: 40 })
  await add('2026-11-01', 'cohere:rerank-v3.5', 0.002)
  await add('2026-11-02', 'voyage:rerank-3', 1.5)
  await add('2026-11-02', 'cohere:rerank-v3.5', 0.004)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function print(...parameters: string[]): Promise<string> {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  try {
    await createCostCommand().parseAsync(parameters, { from: 'user' })
    return write.mock.calls.map(([text]) => String(text)).join('')
  } finally {
    write.mockRestore()
  }
}

describe('secondpass cost', () => {
  it('shows models, the dearest first', async () => {
    expect(await print('--ledger', path, '--since', '2026-11-01')).toBe(
      [
        'model                    cost  requests  search units  tokens',
        'voyage:rerank-3         $1.50         2             3      40',
        'cohere:rerank-v3.5  $0.006000         4             6      80',
        'total                   $1.51         6             9     120',
        '',
      ].join('\n'),
    )
  })

  it('shows days, and what was since a time, as JSON', async () => {
    const rows = JSON.parse(await print('--ledger', path, '--since', '2026-11-02', '--by', 'day', '--json'))
    expect(rows).toEqual([{ name: '2026-11-02', cost: 1.504, requests: 4, searchUnits: 6, tokens: 80 }])
  })

  it('refuses a ledger that is not there, and times that are none', async () => {
    await expect(print('--ledger', join(folder, 'none'))).rejects.toThrow(/no ledger/)
    await expect(print()).rejects.toThrow(/SECONDPASS_LEDGER/)
    vi.spyOn(process.stderr, 'write').mockReturnValueOnce(true)
    await expect(print('--ledger', path, '--since', 'soon')).rejects.toThrow(/date/)
  })
})
