import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { SecondpassError } from '../../reranker/index.ts'
import { formatBytes } from '../format-bytes.ts'
import type { HubSystem } from '../hub-system.ts'

/** What is left free for others, and for the small files beside. */
const margin = 64 * 1_048_576

/** Bytes that may still be written below a folder, which need not exist yet; undefined when that cannot be told. */
export async function freeBytes(folder: string): Promise<number | undefined> {
  for (let current = folder; ; current = dirname(current)) {
    try {
      const { bavail, bsize } = await statfs(current)
      return bavail * bsize
    } catch {
      if (dirname(current) === current) return undefined
    }
  }
}

/** @throws SecondpassError `download_failed` before anything is written, when the disk cannot hold it. */
export async function checkFreeSpace({
  folder,
  needed,
  name,
  system,
}: {
  folder: string
  needed: number
  name: string
  system: HubSystem
}): Promise<void> {
  if (needed === 0) return
  const free = await system.freeBytes(folder)
  if (free === undefined || free >= needed + margin) return
  throw new SecondpassError({
    code: 'download_failed',
    message: `There is too little room for ${name}: it needs ${formatBytes(needed + margin)}, and the disk of the cache has ${formatBytes(free)} free. Make room, or name another folder in HF_HUB_CACHE.`,
  })
}
