import { type Reply, type Responder, ranked, type ScoringRule } from './responder.ts'
import { sigmoid } from './sigmoid.ts'

/** Answers as vLLM does; a token is a word here. */
export function vllmResponder({
  rule,
  maxModelLength = 512,
}: {
  rule: ScoringRule
  maxModelLength?: number
}): Responder {
  return ({ method, path, body }): Reply => {
    if (method !== 'POST' || path !== '/v1/rerank') return { status: 404, body: { detail: 'Not Found' } }
    const { model, query, documents, use_activation: active, max_tokens_per_doc: most } = body
    const longest = Math.max(...documents.map((text: string) => text.split(' ').length))
    if (Math.min(longest, most ?? longest) > maxModelLength) {
      const message = `This model's maximum context length is ${maxModelLength} tokens. However, you requested ${longest} tokens in the input for score generation. Please reduce the length of the input.`
      return { status: 400, body: { error: { message, type: 'BadRequestError', param: null, code: 400 } } }
    }
    return {
      body: {
        id: 'score-17a0',
        model,
        usage: { prompt_tokens: documents.length * 7, total_tokens: documents.length * 7 },
        results: ranked({ query, texts: documents, rule }).map(({ index, score }) => ({
          index,
          document: { text: documents[index], multi_modal: null },
          relevance_score: active === false ? score : sigmoid(score),
        })),
      },
    }
  }
}
