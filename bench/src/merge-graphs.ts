import { nameDimensions } from './name-dimensions.ts'
import type { OnnxGraph, OnnxModel, OnnxNode, OnnxValue } from './onnx-messages.ts'

/**
 * Joins graphs that run in sequence into one: every name gets its stage as a prefix, `name_in` of a stage becomes `name`
 * of the stage before, and the scores of all but the last stage are left out.
 */
export function mergeGraphs(models: readonly OnnxModel[]): OnnxModel {
  const merged: OnnxGraph = { node: [], name: 'merged', initializer: [], input: [], output: [], valueInfo: [] }
  const inputs = new Map<string, OnnxValue>()
  for (const [stage, { graph }] of models.entries()) {
    nameDimensions(graph)
    const last = stage === models.length - 1
    const wanted = last ? 'logits' : 'hidden_states'
    for (const value of graph.input) if (!value.name.endsWith('_in')) inputs.set(value.name, value)
    const shared = new Set([...inputs.keys(), ...(last ? ['logits'] : []), ''])
    const rename = (name: string): string => {
      if (shared.has(name)) return name
      return name.endsWith('_in') ? `stage${stage - 1}/${name.slice(0, -3)}` : `stage${stage}/${name}`
    }
    const nodes = neededNodes(graph, wanted)
    const read = new Set(nodes.flatMap((node) => node.input))
    // Changed in place: the messages also carry what these types do not show, such as attributes.
    for (const node of nodes) {
      const { name, input, output } = node
      merged.node.push(
        Object.assign(node, { name: rename(name), input: input.map(rename), output: output.map(rename) }),
      )
    }
    for (const tensor of graph.initializer.filter(({ name }) => read.has(name))) {
      merged.initializer.push(Object.assign(tensor, { name: rename(tensor.name) }))
    }
    // Without known shapes the runtime leaves some operations unfused, and the merged graph would be the slower for it.
    const between = [...graph.valueInfo, ...(last ? [] : graph.output.filter(({ name }) => name === wanted))]
    for (const value of between) merged.valueInfo.push(Object.assign(value, { name: rename(value.name) }))
    if (last) merged.output = graph.output.filter(({ name }) => name === wanted)
  }
  merged.input = [...inputs.values()]
  const [first] = models
  if (first === undefined) throw new Error('There is no graph to merge.')
  return Object.assign(first, { graph: merged })
}

/** The operations that an output depends on, in their order. */
function neededNodes(graph: OnnxGraph, output: string): OnnxNode[] {
  const wanted = new Set([output])
  const needed = graph.node.toReversed().filter((node) => {
    if (!node.output.some((name) => wanted.has(name))) return false
    for (const name of node.input) wanted.add(name)
    return true
  })
  return needed.reverse()
}
