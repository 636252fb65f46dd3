import { printable } from '../printable.ts'
import { checkExternalData } from './check-external-data.ts'
import type { GraphSummary } from './graph-summary.ts'
import { invalidGraph } from './invalid-graph.ts'
import { contribOperators, endlessOperators } from './operators.ts'

/** What this runtime (ONNX Runtime 1.30) reads. A test holds these numbers against it. */
export const newest = { irVersion: 13, opset: 26 } as const

/**
 * Refuses a graph that asks for more than a reranker may: files outside the model folder, operators from elsewhere,
 * inputs that nothing gives. What is refused here never reaches the runtime.
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
  checkVersions(summary, file)
  for (const [domain, names] of summary.operators) {
    for (const name of names) checkOperator(domain, name, file)
  }
  for (const name of summary.inputs) {
    if (!knownInputs.has(name))
      throw invalidGraph(file, `asks for the input "${printable(name)}", which a reranker does not give`)
  }
  if (summary.inputs.length === 0) throw invalidGraph(file, 'takes no input')
  checkExternalData({ data: summary.externalData, file, roots })
}

/** Versions of domains that no operator is of may be any: optimizers list all that they know. */
function checkVersions({ irVersion, opsets }: GraphSummary, file: string): void {
  const opset = opsets.get('') ?? 0
  if (opset > newest.opset) {
    throw invalidGraph(
      file,
      `is made for ONNX's operators of version ${opset}; this runtime knows them up to ${newest.opset}. Export it with a lower opset`,
    )
  }
  if (irVersion > newest.irVersion) {
    throw invalidGraph(
      file,
      `is in version ${irVersion} of the ONNX format; this runtime reads it up to ${newest.irVersion}. Export it with an older onnx`,
    )
  }
}

function checkOperator(domain: string, name: string, file: string): void {
  const shown = printable(name)
  if (domain !== '' && domain !== 'com.microsoft') {
    throw invalidGraph(
      file,
      `uses operators of the domain "${printable(domain)}" (${shown}), which this runtime does not have`,
    )
  }
  if (domain === '' && endlessOperators.has(name))
    throw invalidGraph(file, `repeats a part of itself (${shown}), which a reranker has no use for and may never end`)
  if (domain === 'com.microsoft' && !contribOperators.has(name))
    throw invalidGraph(file, `uses the operator com.microsoft.${shown}, which is not among those allowed`)
}
