import { existsSync, statSync } from 'node:fs'
import { type FileHandle, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { invalidInput } from '../invalid-input.ts'
import type { OutputTarget } from './output-target.ts'

const progressSchema = z.object({
  /** Of the options and inputs that the file is made from. */
  fingerprint: z.string(),
  completed: z.number().int().nonnegative(),
  bytes: z.number().int().nonnegative(),
})

/**
 * A file whose making can be interrupted at any moment and gone on with. Beside it stands `FILE.progress`, which says how
 * many queries are complete and where they end; it is there before the first byte, replaced after every query and removed
 * at the end. Nothing is touched before the first `write`, so that what is wrong until then leaves an older file as it was.
 */
export async function resumableFile({
  path,
  resume,
  fingerprint,
}: {
  path: string
  resume: boolean
  fingerprint: string
}): Promise<OutputTarget> {
  const progressPath = `${path}.progress`
  const state = await readState({ path, progressPath, resume, fingerprint })
  let { completed, bytes } = state
  let file: FileHandle | undefined
  const note = async (): Promise<void> => {
    await writeFile(`${progressPath}.new`, JSON.stringify({ fingerprint, completed, bytes }))
    await rename(`${progressPath}.new`, progressPath)
  }
  const opened = async (): Promise<FileHandle> => {
    if (file !== undefined) return file
    try {
      await note()
      file = await open(path, bytes > 0 ? 'r+' : 'w')
    } catch (error) {
      if (completed === 0) await rm(progressPath, { force: true })
      throw unwritable(path, error)
    }
    await file.truncate(bytes)
    return file
  }
  return {
    completed,
    write: async (text) => {
      const data = Buffer.from(text)
      await writeAll(await opened(), data, bytes)
      bytes += data.length
    },
    commit: async () => {
      completed++
      await note()
    },
    finish: async () => {
      const whole = await opened()
      await whole.truncate(bytes)
      await whole.sync()
      await rm(progressPath, { force: true })
    },
    close: async () => await file?.close(),
  }
}

function unwritable(path: string, error: unknown): Error {
  const { code = '' } = error as NodeJS.ErrnoException
  return invalidInput(`${path} cannot be written: ${reasons[code] ?? `error ${code}`}.`, error)
}

const reasons: Record<string, string> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'there is no such folder',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not write it',
  EPERM: 'this user may not write it',
  EROFS: 'nothing can be written there',
}

async function readState({
  path,
  progressPath,
  resume,
  fingerprint,
}: {
  path: string
  progressPath: string
  resume: boolean
  fingerprint: string
}): Promise<{ completed: number; bytes: number }> {
  if (!existsSync(progressPath)) {
    if (resume && existsSync(path)) throw invalidInput(`${path} is complete; there is nothing to resume.`)
    return { completed: 0, bytes: 0 }
  }
  const { completed, bytes, fingerprint: begun } = await readProgress(progressPath)
  if (completed === 0) return { completed, bytes: 0 } // Nothing is complete, so nothing is lost by a new start.
  if (!resume) {
    throw invalidInput(
      `${path} is unfinished work. Go on with it by --resume, or remove ${progressPath} to start again.`,
    )
  }
  if (begun !== fingerprint) {
    throw invalidInput(
      `${path} was begun with other options or inputs. Use the same ones, or remove ${progressPath} to start again.`,
    )
  }
  const size = existsSync(path) ? statSync(path).size : 0
  if (size < bytes) {
    throw invalidInput(`${path} has lost what was complete. Bring it back, or remove ${progressPath} to start again.`)
  }
  return { completed, bytes }
}

async function readProgress(progressPath: string): Promise<z.infer<typeof progressSchema>> {
  try {
    return progressSchema.parse(JSON.parse(await readFile(progressPath, 'utf8')))
  } catch (error) {
    throw invalidInput(`${progressPath} is damaged. Remove it to start again.`, error)
  }
}

async function writeAll(file: FileHandle, data: Buffer, position: number): Promise<void> {
  let written = 0
  while (written < data.length) {
    written += (await file.write(data, written, data.length - written, position + written)).bytesWritten
  }
}
