import { realpathSync, statSync } from 'node:fs'
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path'
import { SecondpassError } from '../../reranker/index.ts'
import type { GraphSummary } from './graph-summary.ts'

/** Operators that ONNX Runtime itself brings; any other domain would need a library from outside. */
const knownDomains = new Set(['', 'ai.onnx', 'ai.onnx.ml', 'com.microsoft'])
const limits = { nodes: 200_000, tensors: 200_000 }

/**
 * Refuses a graph that asks for more than a reranker may: files outside the model folder, operators from elsewhere,
 * inputs that nothing gives, absurd sizes. What is refused here never reaches the runtime.
 *
 * @throws SecondpassError `invalid_model`.
 */
export function checkGraph({
  summary,
  file,
  roots,
  knownInputs,
}: {
  summary: GraphSummary
  /** The graph's own path. */
  file: string
  /** Folders that external data may lie in once links are followed: the model's own, and its cache's. */
  roots: readonly string[]
  knownInputs: ReadonlySet<string>
}): void {
  if (summary.nodes > limits.nodes)
    throw invalid(`has ${summary.nodes} nodes; more than ${limits.nodes} are not loaded`)
  if (summary.tensors > limits.tensors)
    throw invalid(`has ${summary.tensors} tensors; more than ${limits.tensors} are not loaded`)
  for (const domain of [...summary.domains, ...summary.opsets.keys()]) {
    if (!knownDomains.has(domain))
      throw invalid(`uses operators of the domain "${shown(domain)}", which this runtime does not have`)
  }
  for (const name of summary.inputs) {
    if (!knownInputs.has(name)) throw invalid(`asks for the input "${shown(name)}", which a reranker does not give`)
  }
  if (!summary.inputs.some((name) => knownInputs.has(name))) throw invalid('takes no input')
  for (const data of summary.externalData) checkExternalData({ ...data, file, roots })
}

function checkExternalData({
  location,
  offset,
  length,
  file,
  roots,
}: {
  location: string
  offset: number
  length: number | undefined
  file: string
  roots: readonly string[]
}): void {
  const name = shown(location)
  const odd = location === '' || isAbsolute(location) || /[\0\\:]/.test(location) || location.split('/').includes('..')
  if (odd) throw invalid(`keeps weights in "${name}", which is not a file of its folder`)
  const path = resolve(dirname(file), location)
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found?.isFile()) throw invalid(`keeps weights in "${name}", which is missing`)
  const real = realpathSync(path)
  if (!roots.some((root) => isInside(real, root)))
    throw invalid(`keeps weights in "${name}", which is a link to a place outside the folder`)
  const end = offset + (length ?? 0)
  if (!Number.isSafeInteger(offset) || offset < 0 || !Number.isSafeInteger(end) || end < offset || end > found.size) {
    throw invalid(`keeps weights in "${name}" at a place that the file does not have`)
  }
}

/** Whether a real path lies in a folder. */
export function isInside(path: string, folder: string): boolean {
  const way = relative(realpathSync(folder), path)
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

/** A name from the file as it can be shown: short, and without characters that steer a terminal. */
function shown(name: string): string {
  return name.replace(/\p{Cc}/gu, '?').slice(0, 100)
}

function invalid(problem: string): SecondpassError {
  return new SecondpassError({ code: 'invalid_model', message: `A graph of the model ${problem}.` })
}
