import type { Candidates } from '../make-candidates.ts'
import type { Contestant } from './contestant.ts'
import { openStages } from './open-stages.ts'
import { openTokenizer, tokenizePairs } from './tokenize-pairs.ts'

/** The bare runtime on this thread, pair by pair. With `tokenize`, from text; else from token ids made beforehand. */
export async function openBareLoop({
  candidates,
  tokenize,
}: {
  candidates: Candidates
  tokenize: boolean
}): Promise<Contestant> {
  const score = await openStages()
  const pairs = tokenizePairs(candidates)
  const encode = openTokenizer(candidates)
  return {
    rerank: async () => {
      const logits: number[] = []
      for (const [index, pair] of pairs.entries()) logits.push(await score(tokenize ? encode(index) : pair))
      return logits
    },
  }
}
