import type { InferenceSession, Tensor } from 'onnxruntime-node'
import { emptyCache, isCacheInput } from './cache-inputs.ts'
import type { CpuFeatures } from './cpu-features.ts'
import { invalidModel } from './invalid-model.ts'
import { checkGraph } from './onnx/check-graph.ts'
import { readScatteredWeights } from './onnx/read-scattered-weights.ts'
import { summarizeGraph } from './onnx/summarize-graph.ts'
import { printable } from './printable.ts'
import { sessionOptions } from './session-options.ts'

type Tensors = Record<string, Tensor>

/** What a pair can be given as; which of them a graph takes, it says itself. */
export const pairInputs: ReadonlySet<string> = new Set([
  'input_ids',
  'attention_mask',
  'token_type_ids',
  'position_ids',
])
/** How a later stage's input is named: `hidden_states_in` takes the output `hidden_states` of the stage before. */
export const carriedSuffix = '_in'

/** One graph of a model, ready to run. */
export interface StageSession {
  /** Runs the graph on the pair's own tensors and what the stage before left. */
  run(pair: Tensors, previous: Tensors): Promise<Tensors>
  release(): Promise<void>
  /** Names of the outputs that the next stage can take. */
  readonly outputs: readonly string[]
}

/** Checks a graph's file, then opens it. */
export async function openStage({
  file,
  roots,
  last,
  carried,
  cpu,
}: {
  file: string
  /** Folders that the graph's weights may lie in. */
  roots: readonly string[]
  last: boolean
  /** Outputs of the stage before. */
  carried: readonly string[]
  cpu: CpuFeatures
}): Promise<StageSession> {
  const summary = summarizeGraph(file)
  checkGraph({
    summary,
    file,
    roots,
    knownInputs: new Set([
      ...pairInputs,
      ...carried.map((name) => name + carriedSuffix),
      ...summary.inputs.filter(isCacheInput),
    ]),
  })
  // Imported when a model is loaded, in the worker: the caller's thread never loads the native library.
  const { InferenceSession } = await import('onnxruntime-node')
  const externalData = readScatteredWeights({ summary, file })
  const session = await InferenceSession.create(file, {
    ...sessionOptions({ summary, file, cpu }),
    ...(externalData.length > 0 && { externalData }),
  })
  try {
    return await toStage(session, last)
  } catch (error) {
    await session.release()
    throw error
  }
}

async function toStage(session: InferenceSession, last: boolean): Promise<StageSession> {
  const outputs = wantedOutputs(session, last)
  const cache = await emptyCache(session)
  return {
    outputs,
    run: async (pair, previous) => {
      const feeds: Tensors = {}
      for (const name of session.inputNames) {
        const tensor = pair[name] ?? previous[name.slice(0, -carriedSuffix.length)] ?? cache[name]
        if (tensor === undefined)
          throw invalidModel(`has a graph that asks for the input "${printable(name)}", which nothing gives`)
        feeds[name] = tensor
      }
      return (await session.run(feeds, outputs)) as Tensors
    },
    release: () => session.release(),
  }
}

/** The last stage is asked for the score alone; the others for all but their own scores. */
function wantedOutputs(session: InferenceSession, last: boolean): string[] {
  const names = [...session.outputNames]
  if (last) {
    const score = names.includes('logits') ? 'logits' : names[0]
    if (score === undefined) throw invalidModel('has a last graph without an output')
    return [score]
  }
  const states = names.filter((name) => name !== 'logits')
  if (states.length === 0) throw invalidModel('has a graph that gives nothing but scores to the next')
  return states
}
