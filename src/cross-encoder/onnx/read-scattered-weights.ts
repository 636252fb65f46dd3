import { readFileSync, realpathSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { isInside } from '../model-file.ts'
import type { GraphSummary } from './graph-summary.ts'

/** A file of weights in memory, by the name that the graph has for it. */
export interface WeightsInMemory {
  readonly path: string
  readonly data: Uint8Array
}

/**
 * Reads the weights that ONNX Runtime refuses to: it wants them beside the graph once links are followed, and where Python
 * keeps files that models share, each has a folder of its own. For graphs that `checkGraph` has let pass.
 */
export function readScatteredWeights({ summary, file }: { summary: GraphSummary; file: string }): WeightsInMemory[] {
  const names = new Set(summary.externalData.map(({ location }) => location))
  const beside = dirname(realpathSync(file))
  return [...names]
    .map((path) => ({ path, real: realpathSync(resolve(dirname(file), path)) }))
    .filter(({ real }) => !isInside(real, beside))
    .map(({ path, real }) => ({ path, data: readFileSync(real) }))
}
