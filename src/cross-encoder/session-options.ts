import type { InferenceSession } from 'onnxruntime-node'
import type { CpuFeatures } from './cpu-features.ts'
import type { GraphSummary } from './onnx/graph-summary.ts'
import { overflowsWithoutVnni } from './onnx/overflows-without-vnni.ts'

/**
 * How a graph is opened: with one thread of its own. The memory pattern is off: every pair has another length, and patterns
 * would pile up.
 */
export function sessionOptions({
  summary,
  file,
  cpu,
}: {
  summary: GraphSummary
  file: string
  cpu: CpuFeatures
}): InferenceSession.SessionOptions {
  const exact = !cpu.exactInt8 && overflowsWithoutVnni({ summary, file })
  return {
    executionProviders: ['cpu'],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    enableMemPattern: false,
    logSeverityLevel: 4, // What goes wrong is in the errors that are thrown; stderr is the program's.
    extra: {
      session: {
        // By a file's name alone the runtime would take it for one in its own format, which nothing here has checked.
        load_model_format: 'ONNX',
        // Slower by a sixth, and right, where 8-bit products would overflow.
        ...(exact && { x64quantprecision: '1' }),
      },
    },
  }
}
