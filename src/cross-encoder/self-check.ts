import { SecondpassError } from '../reranker/index.ts'
import { invalidModel } from './invalid-model.ts'
import type { ModelDescription } from './model-description.ts'
import type { ScoringModel } from './scoring-model.ts'

/** A pair for models that bring none: only whether a finite number comes out can be told by it. */
const anyPair = { query: 'what causes tides', document: 'The moon and the sun pull on the oceans.' }

/**
 * Scores the model's own pairs and compares. A graph whose weights are damaged, whose shapes do not fit together, or that
 * this processor computes wrongly is found here, before a user's documents are ordered by it.
 *
 * @throws SecondpassError `invalid_model`.
 */
export async function selfCheck(
  model: ScoringModel,
  { selfCheck: check, defaultMaxTokens }: ModelDescription,
): Promise<void> {
  for (const { query, document, logit } of check?.pairs ?? [{ ...anyPair, logit: undefined }]) {
    const result = await model
      .perform({ kind: 'score', query, text: document, maxTokens: defaultMaxTokens })
      .catch((cause) => {
        if (SecondpassError.isInstance(cause)) throw cause
        throw invalidModel('fails on its first pair: its graph does not fit its tokenizer, or itself', cause)
      })
    if (result.kind !== 'score') continue
    if (!Number.isFinite(result.logit)) throw invalidModel(`gives ${result.logit} as a score; its weights are damaged`)
    const difference = logit === undefined ? 0 : Math.abs(result.logit - logit)
    if (check !== undefined && difference > check.tolerance) {
      throw invalidModel(
        `does not compute what its self-check says: a logit is off by ${difference.toFixed(3)}, more than ${check.tolerance}`,
      )
    }
  }
}
