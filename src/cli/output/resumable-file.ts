import { existsSync } from 'node:fs'
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
 * many queries are complete and where they end; it is replaced after every query and removed at the end.
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
  const file = await open(path, state.bytes > 0 ? 'r+' : 'w')
  await file.truncate(state.bytes)
  let { completed, bytes } = state
  return {
    completed,
    write: async (text) => {
      const data = Buffer.from(text)
      await writeAll(file, data, bytes)
      bytes += data.length
    },
    commit: async () => {
      completed++
      await writeFile(`${progressPath}.new`, JSON.stringify({ fingerprint, completed, bytes }))
      await rename(`${progressPath}.new`, progressPath)
    },
    finish: async () => {
      await file.truncate(bytes)
      await file.sync()
      await rm(progressPath, { force: true })
    },
    close: () => file.close(),
  }
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
  if (!resume) {
    throw invalidInput(
      `${path} is unfinished work. Go on with it by --resume, or remove ${progressPath} to start again.`,
    )
  }
  const parsed = progressSchema.safeParse(JSON.parse(await readFile(progressPath, 'utf8')))
  if (!parsed.success) throw invalidInput(`${progressPath} is damaged. Remove it to start again.`)
  if (parsed.data.fingerprint !== fingerprint) {
    throw invalidInput(
      `${path} was begun with other options or inputs. Use the same ones, or remove ${progressPath} to start again.`,
    )
  }
  return parsed.data
}

async function writeAll(file: FileHandle, data: Buffer, position: number): Promise<void> {
  let written = 0
  while (written < data.length) {
    written += (await file.write(data, written, data.length - written, position + written)).bytesWritten
  }
}
