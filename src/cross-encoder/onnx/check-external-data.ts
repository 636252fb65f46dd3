import { realpathSync, statSync } from 'node:fs'
import { dirname, isAbsolute, resolve } from 'node:path'
import { isInside } from '../model-file.ts'
import { printable } from '../printable.ts'
import type { ExternalData } from './graph-summary.ts'
import { invalidGraph } from './invalid-graph.ts'

/** `share`: how often a file's bytes may be used. Twice is for weights that two parts share. */
const limits = { files: 2_000, share: 2 }

/**
 * Refuses weights that do not lie in a plain file of the model's folder, or that together take more than is there: each
 * tensor is memory of its own, so that a small file named often enough would fill it.
 *
 * @throws SecondpassError `invalid_model`.
 */
export function checkExternalData({
  data,
  file,
  roots,
}: {
  data: readonly ExternalData[]
  file: string
  roots: readonly string[]
}): void {
  const sizes = new Map<string, number>()
  let used = 0
  for (const { location, offset, length, bytes } of data) {
    const size = sizes.get(location) ?? sizeOfWeights({ location, file, roots })
    sizes.set(location, size)
    if (sizes.size > limits.files) throw invalidGraph(file, `keeps weights in more than ${limits.files} files`)
    const start = toNumber(offset ?? '0')
    const taken = length === undefined ? bytes : Math.max(bytes, toNumber(length))
    // Not a number, in which no comparison holds, is no place either.
    if (!(start + taken <= size))
      throw invalidGraph(file, `keeps weights in "${printable(location)}" at a place that the file does not have`)
    used += taken
  }
  const there = [...sizes.values()].reduce((sum, size) => sum + size, 0)
  if (used > there * limits.share) throw invalidGraph(file, 'uses the same bytes of its files for many weights')
}

function sizeOfWeights({
  location,
  file,
  roots,
}: {
  location: string
  file: string
  roots: readonly string[]
}): number {
  const named = `keeps weights in "${printable(location)}"`
  // `*` has a meaning to the runtime: weights at an address in memory.
  const odd = isAbsolute(location) || /[\0\\:*]/.test(location) || location.split('/').includes('..')
  if (odd || location === '') throw invalidGraph(file, `${named}, which is not a file of its folder`)
  const found = findFile(resolve(dirname(file), location))
  if (found === undefined) throw invalidGraph(file, `${named}, which is missing or not a plain file`)
  if (!roots.some((root) => isInside(found.path, root)))
    throw invalidGraph(file, `${named}, which is a link to a place outside the folder`)
  return found.size
}

function findFile(path: string): { path: string; size: number } | undefined {
  try {
    const real = realpathSync(path)
    const found = statSync(real)
    return found.isFile() ? { path: real, size: found.size } : undefined
  } catch {
    return undefined // Missing, links in a circle, a name too long: whatever the system has against it.
  }
}

/** A number as the runtime reads it; `NaN` for what it may read otherwise. */
function toNumber(text: string): number {
  return /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
}
