import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { paths } from './paths.ts'

/** The files of the model's graphs, in the order in which they run. */
export function readStages(): string[] {
  const manifest = JSON.parse(readFileSync(join(paths.model, 'secondpass.json'), 'utf8')) as {
    stages: { file: string }[]
  }
  return manifest.stages.map(({ file }) => join(paths.model, file))
}
