import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { paths } from '../paths.ts'
import { peerModels } from './peer-models.ts'

/** Writes the models that the programs are compared on, unless they are there from an earlier run. */
export function makePeerModels({ python }: { python: string }): void {
  const script = join(paths.python, 'make_models.py')
  const names = peerModels.map(({ name }) => name)
  // What it says goes to the terminal's error output, since the report is all that may stand on the other.
  const { status } = spawnSync(python, [script, '--output', paths.peerModels, ...names], { stdio: ['ignore', 2, 2] })
  if (status !== 0) throw new Error(`The models could not be made: ${script} ended with exit code ${status}.`)
}
