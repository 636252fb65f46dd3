import { statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { summarizeGraph } from './onnx/summarize-graph.ts'
import { readModelFolder } from './read-model-folder.ts'
import type { Dtype } from './select-model-files.ts'

/**
 * Whether a graph of a model folder names files of weights that are not there, as in a folder that was fetched in parts.
 * False for a folder that is wrong in other ways: using it says how.
 */
export function lacksWeights(folder: string, { dtype }: { dtype?: Dtype | undefined } = {}): boolean {
  try {
    return readModelFolder(folder, { dtype }).stages.some(({ file }) =>
      summarizeGraph(file).externalData.some(
        ({ location }) => !statSync(resolve(dirname(file), location), { throwIfNoEntry: false })?.isFile(),
      ),
    )
  } catch {
    return false
  }
}
