import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { acquireLock, isLockHeld, type ProcessLock } from './process-lock.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'secondpass-lock-'))
  path = join(folder, 'locks', 'a.lock')
})
afterEach(() => rmSync(folder, { recursive: true }))

const acquire = (options: { timeout?: number; staleAfter?: number; signal?: AbortSignal } = {}): Promise<ProcessLock> =>
  acquireLock({ path, subject: 'a file', timeout: 5_000, onWait: () => {}, ...options })

test('one at a time has it, and gives it on', async () => {
  let holders = 0
  let most = 0
  await Promise.all(
    Array.from({ length: 5 }, async () => {
      const lock = await acquire()
      most = Math.max(most, ++holders)
      await new Promise((resolve) => setTimeout(resolve, 5))
      await lock.assertHeld()
      holders--
      await lock.release()
    }),
  )
  expect(most).toBe(1)
  expect(existsSync(path)).toBe(false)
})

test('that of a dead process of this machine is free at once', async () => {
  const held = await acquire()
  const holder = JSON.parse(readFileSync(path, 'utf8'))
  writeFileSync(path, JSON.stringify({ ...holder, token: 'other', pid: 2 ** 22 + 1 }))
  expect(await isLockHeld(path)).toBe(false)
  const lock = await acquire({ timeout: 500 })
  expect(lock.seized).toBe(false)
  await expect(held.assertHeld()).rejects.toMatchObject({ code: 'download_failed' })
  await held.release() // Leaves what is not its own.
  await lock.assertHeld()
  await lock.release()
})

test('that of another machine is free when nobody touches it', async () => {
  const held = await acquire()
  writeFileSync(path, JSON.stringify({ token: 'other', pid: 1, scope: 'another machine' }))
  await expect(acquire({ timeout: 200 })).rejects.toThrow(/^Waited 0\.2 s for process 1, which downloads a file/)
  const lock = await acquire({ staleAfter: 200 })
  expect(lock.seized).toBe(true)
  await Promise.all([lock.release(), held.release()])
})

test('one that somebody touches is never taken, whatever its clock says', async () => {
  const held = await acquire()
  writeFileSync(path, JSON.stringify({ token: 'other', pid: 1, scope: 'another machine' }))
  let time = 1_000_000
  const touching = setInterval(() => utimesSync(path, time, time++), 50)
  await expect(acquire({ timeout: 700, staleAfter: 300 })).rejects.toThrow(/Waited/)
  clearInterval(touching)
  await held.release()
})

test('a lock that was cut off while it was written is free after a while', async () => {
  const held = await acquire()
  writeFileSync(path, '')
  const lock = await acquire({ staleAfter: 200 })
  await Promise.all([lock.release(), held.release()])
})

test('its holder touches it', async () => {
  const lock = await acquire()
  utimesSync(path, 0, 0)
  await vi.waitFor(() => expect(statSync(path).mtimeMs).toBeGreaterThan(Date.now() - 60_000), { timeout: 30_000 })
  await lock.release()
})

test('waiting ends with a signal', async () => {
  const lock = await acquire()
  await expect(acquire({ signal: AbortSignal.timeout(100) })).rejects.toThrow()
  await lock.release()
})
