/** A tensor's bytes in a file beside the graph. */
export interface ExternalData {
  readonly location: string
  /** As it is written in the graph: a number is expected, and checked. */
  readonly offset: string | undefined
  readonly length: string | undefined
  /** What the tensor takes, by its type and shape. */
  readonly bytes: number
}

/** What a graph says of itself, gathered without reading its weights. */
export interface GraphSummary {
  /** Version of the ONNX format. */
  readonly irVersion: number
  /** Inputs that have to be given: those with a value in the graph are left out. */
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  /** Versions by operator domain; `''` is ONNX's own. */
  readonly opsets: ReadonlyMap<string, number>
  /** Names of the operators that nodes use, by domain, subgraphs included. */
  readonly operators: ReadonlyMap<string, ReadonlySet<string>>
  readonly externalData: readonly ExternalData[]
  /** Where the bytes of int8 weights stand in the file; tables that are only looked up in are left out. */
  readonly int8Weights: readonly { readonly start: number; readonly end: number }[]
  /** Whether there are int8 weights in another file. */
  readonly externalInt8: boolean
  readonly nodes: number
  readonly tensors: number
}
