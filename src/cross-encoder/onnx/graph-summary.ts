/** A tensor's bytes in a file beside the graph. */
export interface ExternalData {
  readonly location: string
  readonly offset: number
  /** Undefined: to the end of the file. */
  readonly length: number | undefined
}

/** What a graph says of itself, gathered without reading its weights. */
export interface GraphSummary {
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  /** Versions by operator domain; `''` is ONNX's own. */
  readonly opsets: ReadonlyMap<string, number>
  /** Domains that nodes belong to, subgraphs and functions included. */
  readonly domains: ReadonlySet<string>
  readonly operators: ReadonlySet<string>
  readonly externalData: readonly ExternalData[]
  /** Where the raw bytes of int8 weights stand in the file. */
  readonly int8Weights: readonly { readonly start: number; readonly end: number }[]
  readonly nodes: number
  readonly tensors: number
}
