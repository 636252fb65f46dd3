import type { InferenceSession, Tensor } from 'onnxruntime-node'
import { SecondpassError } from '../reranker/index.ts'

type Tensors = Record<string, Tensor>

/** One graph of a model, ready to run. */
export interface StageSession {
  /** Runs the graph on the pair's own tensors and what the stage before left. */
  run(pair: Tensors, previous: Tensors): Promise<Tensors>
  release(): Promise<void>
}

/**
 * Opens a graph with one thread of its own. The memory pattern is off: every pair has another length, and patterns would
 * pile up. Inputs are read from the graph; a later stage's `name_in` takes the output `name` of the stage before.
 */
export async function openStage({
  file,
  last,
  pairInputs,
}: {
  file: string
  last: boolean
  pairInputs: ReadonlySet<string>
}): Promise<StageSession> {
  // Imported when a model is loaded, in the worker: the caller's thread never loads the native library.
  const { InferenceSession } = await import('onnxruntime-node')
  const session = await InferenceSession.create(file, {
    executionProviders: ['cpu'],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    enableMemPattern: false,
    logSeverityLevel: 4, // What goes wrong is in the errors that are thrown; stderr is the program's.
  })
  const outputs = wantedOutputs(session, last)
  return {
    run: async (pair, previous) => {
      const feeds: Tensors = {}
      for (const name of session.inputNames) {
        const tensor = pairInputs.has(name) ? pair[name] : previous[name.replace(/_in$/, '')]
        if (tensor === undefined)
          throw invalid(`A graph of the model asks for the input "${name}", which nothing gives.`)
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
    if (score === undefined) throw invalid('The last graph of the model has no output.')
    return [score]
  }
  const states = names.filter((name) => name !== 'logits')
  if (states.length === 0) throw invalid('A graph before the last gives nothing but scores to the next.')
  return states
}

function invalid(message: string): SecondpassError {
  return new SecondpassError({ code: 'invalid_model', message })
}
