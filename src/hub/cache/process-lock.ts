import { randomUUID } from 'node:crypto'
import { readlinkSync } from 'node:fs'
import { mkdir, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { SecondpassError } from '../../reranker/index.ts'

/** Work that one process at a time does. */
export interface ProcessLock {
  /** Whether another process held it before and went silent without being known dead, so that it may yet wake up. */
  readonly seized: boolean
  /** @throws SecondpassError when another process took it, because this one was stopped for long. */
  assertHeld(): Promise<void>
  release(): Promise<void>
}

/** Who holds a lock, as its file says. */
interface Holder {
  readonly token: string
  readonly pid: number
  /** The machine, and on Linux the container: process numbers mean the same within it alone. */
  readonly scope: string
}

const heartbeat = 2_000
const defaultStaleAfter = 30_000
const pollInterval = 100

/**
 * Takes a lock that is a file, made if it is not there. Its holder touches it every two seconds. It is taken over when the
 * process is dead, or when nobody touched it for `staleAfter`; clocks are not compared, for they differ between machines.
 */
export async function acquireLock({
  path,
  subject,
  timeout,
  staleAfter = defaultStaleAfter,
  onWait,
  signal,
}: {
  path: string
  /** What is locked, for the messages. */
  subject: string
  /** Milliseconds. */
  timeout: number
  staleAfter?: number
  onWait: (message: string) => void
  signal?: AbortSignal | undefined
}): Promise<ProcessLock> {
  await mkdir(dirname(path), { recursive: true })
  const own: Holder = { token: randomUUID(), pid: process.pid, scope: processScope() }
  const startedAt = performance.now()
  let seen = { state: '', at: startedAt }
  let seized = false
  let waiting = false
  while (!(await create(path, own))) {
    signal?.throwIfAborted()
    const holder = await readHolder(path)
    const state = `${holder?.token} ${(await stat(path).catch(() => undefined))?.mtimeMs}`
    if (state !== seen.state) seen = { state, at: performance.now() }
    const dead = holder !== undefined && holder.scope === own.scope && !isAlive(holder.pid)
    const silent = performance.now() - seen.at > staleAfter
    if (dead || silent) {
      seized = (await remove(path, holder)) && !dead
      continue
    }
    const who = holder === undefined ? 'another process' : `process ${holder.pid}`
    if (performance.now() - startedAt > timeout) {
      throw new SecondpassError({
        code: 'download_failed',
        message: `Waited ${timeout / 1000} s for ${who}, which downloads ${subject}. Try again when it has ended.`,
      })
    }
    if (!waiting) onWait(`Waiting for ${who}, which downloads ${subject}.`)
    waiting = true
    await sleep(pollInterval, undefined, signal === undefined ? {} : { signal })
  }
  return hold({ path, own, seized, subject })
}

/** Whether a live process holds the lock; of one on another machine, whether it was touched lately. */
export async function isLockHeld(path: string): Promise<boolean> {
  const [holder, found] = await Promise.all([readHolder(path), stat(path).catch(() => undefined)])
  if (found === undefined) return false
  if (holder?.scope === processScope()) return isAlive(holder.pid)
  return Date.now() - found.mtimeMs < defaultStaleAfter
}

function hold({
  path,
  own,
  seized,
  subject,
}: {
  path: string
  own: Holder
  seized: boolean
  subject: string
}): ProcessLock {
  const isHeld = async (): Promise<boolean> => (await readHolder(path))?.token === own.token
  const touch = async (): Promise<void> => {
    if (await isHeld()) await utimes(path, new Date(), new Date()).catch(() => {})
  }
  const timer = setInterval(() => void touch(), heartbeat).unref()
  return {
    seized,
    assertHeld: async () => {
      if (await isHeld()) return
      throw new SecondpassError({
        code: 'download_failed',
        message: `Another process took over the download of ${subject}, because this one stood still. Try again.`,
      })
    },
    release: async () => {
      clearInterval(timer)
      if (await isHeld()) await rm(path, { force: true })
    },
  }
}

async function create(path: string, holder: Holder): Promise<boolean> {
  try {
    const file = await open(path, 'wx')
    await file.writeFile(JSON.stringify(holder)).finally(() => file.close())
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Removes the lock of `holder`, and of nobody else: another waiter may have been faster, and hold it by now. */
async function remove(path: string, holder: Holder | undefined): Promise<boolean> {
  const aside = `${path}.${randomUUID()}`
  try {
    await rename(path, aside)
  } catch {
    return false
  }
  const moved = await readHolder(aside)
  if (moved?.token !== holder?.token) {
    await rename(aside, path).catch(() => {})
    return false
  }
  await rm(aside, { force: true })
  return true
}

/** Undefined also for a lock that is being written this moment. */
async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder
  } catch {
    return undefined
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}

function processScope(): string {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    return hostname()
  }
}
