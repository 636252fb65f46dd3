import { InferenceSession, Tensor } from 'onnxruntime-node'
import { readStages } from '../read-stages.ts'
import type { TokenPair } from './tokenize-pairs.ts'

/** The model's graphs on the bare runtime, with the session options that secondpass uses. */
export async function openStages(): Promise<(pair: TokenPair) => Promise<number>> {
  const sessions: InferenceSession[] = []
  for (const file of readStages()) {
    sessions.push(
      await InferenceSession.create(file, {
        executionProviders: ['cpu'],
        intraOpNumThreads: 1,
        interOpNumThreads: 1,
        executionMode: 'sequential',
        graphOptimizationLevel: 'all',
        enableMemPattern: false,
        logSeverityLevel: 3,
      }),
    )
  }
  return async ({ ids, typeIds }) => {
    const dims = [1, ids.length]
    const attention_mask = new Tensor('int64', new BigInt64Array(ids.length).fill(1n), dims)
    const tokens = { input_ids: new Tensor('int64', ids, dims), token_type_ids: new Tensor('int64', typeIds, dims) }
    let states: Tensor | undefined
    for (const session of sessions.slice(0, -1)) {
      const feeds = states === undefined ? tokens : { hidden_states_in: states }
      const { hidden_states } = await session.run({ ...feeds, attention_mask }, ['hidden_states'])
      states = hidden_states as Tensor
    }
    const { logits } = await (sessions.at(-1) as InferenceSession).run(
      { hidden_states_in: states as Tensor, attention_mask },
      ['logits'],
    )
    return Number((logits as Tensor).data[0])
  }
}
