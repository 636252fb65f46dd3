import type { OnnxGraph } from './onnx-messages.ts'

/**
 * Gives a dimension one name in a whole graph. Shape inference makes up names (`unk__2`) where it cannot see that a
 * dimension is an old one (`tokens`), and the runtime leaves operations unfused whose inputs' shapes have different names.
 * The two sides of an `Identity` have one shape, so its output's names are its input's.
 */
export function nameDimensions(graph: OnnxGraph): void {
  const values = [...graph.valueInfo, ...graph.input, ...graph.output]
  const dimensions = (name: string | undefined): { dimParam?: string }[] =>
    values.find((value) => value.name === name)?.type.tensorType.shape.dim ?? []
  const names = new Map<string, string>()
  for (const { input, output } of graph.node.filter(({ opType }) => opType === 'Identity')) {
    const given = dimensions(output[0])
    for (const [place, { dimParam }] of dimensions(input[0]).entries()) {
      const name = given[place]?.dimParam
      if (dimParam && name) names.set(dimParam, name)
    }
  }
  for (const dimension of values.flatMap(({ name }) => dimensions(name))) {
    const name = names.get(dimension.dimParam ?? '')
    if (name !== undefined) dimension.dimParam = name
  }
}
