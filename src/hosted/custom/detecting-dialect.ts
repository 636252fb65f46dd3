import { failureText } from '../failure-text.ts'
import type { WireFailure } from '../provider.ts'
import type { NamedDialect } from './named-dialects.ts'
import { readScores } from './read-scores.ts'

/** A dialect that finds out by itself; one for each reranker, as it remembers. */
export class DetectingDialect implements NamedDialect {
  readonly maxDocuments = 1000
  #wantsTexts = false

  body({ query, texts, model }: Parameters<NamedDialect['body']>[0]): object {
    // Without raw_scores: on no known scale either way, and in 0–1 as others' mostly are.
    if (this.#wantsTexts) return { query, texts, truncate: true }
    return { ...(model !== undefined && { model }), query, documents: texts }
  }

  scores(answer: unknown): ReturnType<NamedDialect['scores']> {
    return readScores(answer)
  }

  /** Whether another form of the body is worth a try, for a call that was refused; `body` makes that form from now on. */
  adapt({ failure, body }: { failure: WireFailure; body: unknown }): boolean {
    const wasSent = typeof body === 'object' && body !== null && 'texts' in body
    if (wasSent || !asksForTexts(failure)) return false
    this.#wantsTexts = true
    return true
  }
}

/** ``missing field `texts` `` is how TEI says it; FastAPI, `[body.texts] Field required`. */
function asksForTexts({ status, body }: WireFailure): boolean {
  if (status !== 400 && status !== 422) return false
  return /missing field\W{1,3}texts\b|\[body\.texts\] field required|\btexts\W{1,3}is required/i.test(failureText(body))
}
