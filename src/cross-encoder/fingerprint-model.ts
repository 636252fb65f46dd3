import { createHash } from 'node:crypto'
import { readdir, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { CrossEncoderSettings } from './cross-encoder-options.ts'
import type { ModelDescription } from './model-description.ts'

/**
 * A word for all that a cross-encoder's scores depend on: model, revision, number format, token limit, how long documents
 * are read. A folder that names no revision is told by the sizes and times of its files.
 */
export async function fingerprintModel({
  model,
  settings,
}: {
  model: ModelDescription
  settings: CrossEncoderSettings
}): Promise<string> {
  const { maxTokens, longDocuments, maxChunks } = settings
  const parts = [
    model.id,
    model.revision ?? (await describeFiles(model.folder)),
    model.dtype,
    maxTokens,
    longDocuments,
    longDocuments === 'chunk' ? maxChunks : 0,
  ]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

async function describeFiles(folder: string): Promise<unknown[]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = files.filter((file) => !file.isDirectory()).map((file) => join(file.parentPath, file.name))
  return await Promise.all(
    paths.sort().map(async (path) => {
      const { size, mtimeMs } = await stat(path)
      return [relative(folder, path), size, mtimeMs]
    }),
  )
}
