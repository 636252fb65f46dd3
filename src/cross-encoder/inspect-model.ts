import { statSync } from 'node:fs'
import { relative } from 'node:path'
import { SecondpassError } from '../reranker/index.ts'
import { detectCpuFeatures } from './cpu-features.ts'
import { CrossEncoder } from './cross-encoder.ts'
import { findMissingFiles } from './find-missing-files.ts'
import type { ModelDescription } from './model-description.ts'
import { modelRoots } from './model-file.ts'
import { checkGraph } from './onnx/check-graph.ts'
import type { GraphSummary } from './onnx/graph-summary.ts'
import { overflowsWithoutVnni } from './onnx/overflows-without-vnni.ts'
import { summarizeGraph } from './onnx/summarize-graph.ts'
import { provenArchitectures } from './proven-architectures.ts'
import { readLicence } from './read-licence.ts'
import { readModelFolder } from './read-model-folder.ts'
import type { Dtype } from './select-model-files.ts'
import { carriedSuffix, pairInputs } from './stage-session.ts'

/** What there is to know of one of a model's graphs. */
export interface GraphReport {
  readonly file: string
  readonly bytes: number
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly opset: number
  readonly nodes: number
}

/** What there is to know of a model folder. */
export interface ModelReport {
  readonly model?: Omit<ModelDescription, 'stages' | 'selfCheck' | 'folder'>
  /** Whether scores of this architecture are held against the reference in secondpass' own tests. */
  readonly proven: boolean
  readonly licence?: string
  readonly graphs: readonly GraphReport[]
  /** Milliseconds. */
  readonly timings?: { readonly load: number; readonly pair: number; readonly tokens: number }
  /** Why the model cannot be used. Empty: it can. */
  readonly problems: readonly string[]
  /** What is worth knowing and no obstacle. */
  readonly notes: readonly string[]
}

/**
 * Reads a model folder, tries it, and reports every problem found, instead of ending at the first. `licence` is what is known
 * of a model whose folder names none.
 */
export async function inspectModel(
  folder: string,
  { dtype, licence: known }: { dtype?: Dtype | undefined; licence?: string | undefined } = {},
): Promise<ModelReport> {
  const problems: string[] = []
  const notes: string[] = []
  const collect = <T>(work: () => T): T | undefined => {
    try {
      return work()
    } catch (error) {
      problems.push(messageOf(error))
      return undefined
    }
  }
  const model = collect(() => readModelFolder(folder, { dtype }))
  if (model === undefined) {
    for (const problem of findMissingFiles(folder, dtype)) if (!problems.includes(problem)) problems.push(problem)
    return { proven: false, graphs: [], problems, notes }
  }

  const roots = modelRoots(model.folder)
  let knownInputs = pairInputs
  const graphs = model.stages.map(({ file }) => {
    const summary = collect(() => summarizeGraph(file))
    if (summary === undefined) return undefined
    collect(() => checkGraph({ summary, file, roots, knownInputs }))
    knownInputs = new Set([...pairInputs, ...summary.outputs.map((name) => name + carriedSuffix)])
    return inspectGraph({ model, file, summary, notes })
  })
  const timings = await tryModel(folder, dtype).catch((error) => {
    const message = messageOf(error)
    if (!problems.includes(message)) problems.push(message)
    return undefined
  })
  const licence = readLicence(model.folder) ?? known
  if (licence === undefined)
    notes.push('No licence is named in README.md or secondpass.json. Ask its makers before you use it.')
  const proven = provenArchitectures.has(model.architecture)
  if (!proven)
    notes.push(
      `The architecture "${model.architecture}" is not among those that secondpass' tests prove. Compare scores first.`,
    )
  const { stages: _, selfCheck, folder: __, ...described } = model
  if (selfCheck === undefined)
    notes.push('The folder brings no self-check pairs, so only whether scores are numbers was checked.')
  return {
    model: described,
    proven,
    ...(licence !== undefined && { licence }),
    graphs: graphs.filter((graph) => graph !== undefined),
    ...(timings && { timings }),
    problems,
    notes,
  }
}

function inspectGraph({
  model,
  file,
  summary,
  notes,
}: {
  model: ModelDescription
  file: string
  summary: GraphSummary
  notes: string[]
}): GraphReport {
  const name = relative(model.folder, file)
  if (!detectCpuFeatures().exactInt8 && overflowsWithoutVnni({ summary, file })) {
    notes.push(
      `${name} has 8-bit weights, and this processor lacks VNNI: the exact kernels are used, about a sixth slower.`,
    )
  }
  return {
    file: name,
    bytes: statSync(file).size + summary.externalData.reduce((sum, data) => sum + data.bytes, 0),
    inputs: summary.inputs,
    outputs: summary.outputs,
    opset: summary.opsets.get('') ?? summary.opsets.get('ai.onnx') ?? 0,
    nodes: summary.nodes,
  }
}

/** Loads the model as a request would and times one pair. */
async function tryModel(folder: string, dtype: Dtype | undefined): Promise<NonNullable<ModelReport['timings']>> {
  const reranker = new CrossEncoder(folder, { dtype, workers: 1 })
  try {
    const startedAt = performance.now()
    await reranker.load()
    const load = performance.now() - startedAt
    const documents = Array.from(
      { length: 6 },
      (_, number) => `Document ${number}. ${'The pull of the moon raises the level of the oceans. '.repeat(9)}`,
    )
    const { usage, timings } = await reranker.rerank({ query: 'what causes tides', documents })
    return { load, pair: timings.infer / usage.pairs, tokens: Math.round(usage.tokens / usage.pairs) }
  } finally {
    await reranker.close()
  }
}

function messageOf(error: unknown): string {
  if (!SecondpassError.isInstance(error)) return String(error)
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : ''
  return error.message + cause
}
