import { SecondpassError } from '../reranker/index.ts'
import type { CpuFeatures } from './cpu-features.ts'

/** Number formats of a model's weights, by the names that the hub uses. */
export type Dtype = 'fp32' | 'fp16' | 'int8' | 'uint8' | 'q4' | 'q4f16' | 'bnb4'

/** File names of each format, best first: transformers.js' names, then sentence-transformers'. `*` is a processor's name. */
const graphNames: Record<Dtype, readonly string[]> = {
  fp32: ['model'],
  fp16: ['model_fp16'],
  int8: ['model_int8', 'model_quantized', 'model_qint8_*'],
  uint8: ['model_uint8', 'model_quint8_*'],
  q4: ['model_q4'],
  q4f16: ['model_q4f16'],
  bnb4: ['model_bnb4'],
}

/** sentence-transformers names int8 files after the processor that they were made for; each runs on the others too. */
const processorOrder = ['avx512_vnni', 'avx512', 'avx2', 'arm64']

/** All formats, for messages and options. */
export const dtypes: readonly Dtype[] = Object.keys(graphNames) as Dtype[]

/** What was chosen of a folder's files. */
export interface SelectedFiles {
  readonly dtype: Dtype
  readonly graph: string
  /** The graph's weights in files of their own, by ONNX's usual names; which it uses is in the graph. */
  readonly externalData: readonly string[]
}

/**
 * Chooses a model's graph among the files of a folder or repository. Without a wish: int8 where the processor makes it
 * clearly faster, else fp32, else whatever there is.
 *
 * @throws SecondpassError `invalid_model` when there is no graph of that format; the message lists those that there are.
 *   `invalid_request` when there is no such format.
 */
export function selectModelFiles({
  files,
  dtype,
  cpu,
}: {
  files: readonly string[]
  dtype: Dtype | undefined
  cpu: CpuFeatures
}): SelectedFiles {
  requireDtype(dtype)
  const preferred: readonly Dtype[] = cpu.fastInt8 ? ['int8', 'uint8', 'fp32'] : ['fp32', 'int8', 'uint8']
  const order = dtype === undefined ? ([...preferred, 'fp16', 'q4', 'q4f16', 'bnb4'] as const) : [dtype]
  for (const candidate of order) {
    const graph = findGraph(files, candidate)
    if (graph === undefined) continue
    const externalData = files.filter((file) => file.startsWith(`${graph}_data`) || file === `${graph}.data`)
    return { dtype: candidate, graph, externalData }
  }
  const present = dtypes.filter((each) => findGraph(files, each) !== undefined)
  const wish = dtype === undefined ? 'ONNX graph' : `ONNX graph of dtype ${dtype}`
  const hint = present.length > 0 ? `There are: ${present.join(', ')}.` : 'Export it to onnx/model.onnx first.'
  throw new SecondpassError({ code: 'invalid_model', message: `The model has no ${wish}. ${hint}` })
}

/** @throws SecondpassError `invalid_request` for what is no number format. */
export function requireDtype(dtype: Dtype | undefined): void {
  if (dtype === undefined || dtypes.includes(dtype)) return
  const message = `\`dtype\` is ${JSON.stringify(dtype)}. It must be one of ${dtypes.join(', ')}.`
  throw new SecondpassError({ code: 'invalid_request', message })
}

function findGraph(files: readonly string[], dtype: Dtype): string | undefined {
  for (const name of graphNames[dtype]) {
    const names = name.endsWith('*') ? processorOrder.map((processor) => name.replace('*', processor)) : [name]
    for (const each of names) {
      const found = [`onnx/${each}.onnx`, `${each}.onnx`].find((path) => files.includes(path))
      if (found !== undefined) return found
    }
  }
  return undefined
}
