import type { FileSelector } from '../../hub/index.ts'
import { SecondpassError } from '../../reranker/index.ts'

/** Chooses everything small, and of the graphs one, with the files that hold its weights where it has them outside. */
export function selectModelFiles({ dtype = 'fp32' }: { dtype?: string | undefined } = {}): FileSelector {
  return (files) => {
    const paths = files.map(({ path }) => path)
    const suffix = dtype === 'fp32' ? '' : `_${dtype}`
    const graph = [`onnx/model${suffix}.onnx`, `model${suffix}.onnx`].find((path) => paths.includes(path))
    const graphs = paths.filter((path) => path.endsWith('.onnx'))
    if (graph === undefined) {
      throw new SecondpassError({
        code: 'invalid_model',
        message:
          graphs.length === 0
            ? 'The model has no ONNX graph, which secondpass needs. Look for a conversion of it (many are under hf:onnx-community/).'
            : `The model has no graph of type ${dtype}. It has: ${graphs.join(', ')}.`,
      })
    }
    if (!paths.includes('tokenizer.json')) {
      throw new SecondpassError({
        code: 'invalid_model',
        message: 'The model has no tokenizer.json, which secondpass needs. Look for a conversion of it.',
      })
    }
    const weights = paths.filter((path) => path.startsWith(`${graph}_data`) || path === `${graph}.data`)
    return [...paths.filter((path) => !/\.onnx(?:_data[^/]*|\.data)?$/.test(path)), graph, ...weights]
  }
}
