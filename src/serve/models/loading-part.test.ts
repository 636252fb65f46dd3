import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { scoring } from '../../compose/testing/rerankers.ts'
import { type ErrorCode, SecondpassError } from '../../reranker/index.ts'
import { LoadingPart } from './loading-part.ts'

const log = { info: () => {}, warn: () => {}, error: () => {} }
const facts = { id: 'm' }
beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A part whose first loads fail. */
function part({ failures, code }: { failures: number; code: ErrorCode }) {
  const counted = { loads: 0 }
  const load = async () => {
    if (counted.loads++ < failures) throw new SecondpassError({ code, message: `no ${counted.loads}` })
    return facts
  }
  const made = { reranker: scoring('m', () => 1), local: true, load, close: async () => {} }
  return { counted, loading: new LoadingPart({ name: 'm', part: made, log }) }
}

it('tries a download again that failed, after pauses that grow', async () => {
  const { counted, loading } = part({ failures: 3, code: 'download_failed' })
  await loading.tried
  expect(loading).toMatchObject({ state: 'failed', failure: 'no 1' })
  await vi.advanceTimersByTimeAsync(30_000)
  expect(counted.loads).toBe(2)
  await vi.advanceTimersByTimeAsync(59_000)
  expect(counted.loads).toBe(2)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(counted.loads).toBe(3)
  await vi.advanceTimersByTimeAsync(120_000)
  expect(loading).toMatchObject({ state: 'ready', facts, failure: undefined })
  await vi.advanceTimersByTimeAsync(3_600_000)
  expect(counted.loads).toBe(4)
})

it.each<ErrorCode>(['invalid_model', 'offline', 'unauthorized', 'model_not_found'])(
  'leaves alone what no waiting mends: %s',
  async (code) => {
    const { counted, loading } = part({ failures: 1, code })
    await loading.tried
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(counted.loads).toBe(1)
    expect(loading.state).toBe('failed')
  },
)

it('tries nothing after it was closed', async () => {
  const { counted, loading } = part({ failures: 9, code: 'download_failed' })
  await loading.tried
  await loading.close()
  await vi.advanceTimersByTimeAsync(3_600_000)
  expect(counted.loads).toBe(1)
})
