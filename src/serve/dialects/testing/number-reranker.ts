import {
  type Document,
  type Reranker,
  type RerankRequest,
  type RerankResponse,
  rerankWith,
  type Scorer,
} from '../../../reranker/index.ts'

/** Texts with more characters are cut. */
const longest = 200

/** A model whose logit is the first number in a text, 0 where there is none. Reads a token a word, and keeps what it was asked. */
export class NumberReranker implements Reranker {
  readonly id: string = 'numbers'
  readonly asked: { query: string; texts: string[] }[] = []

  async rerank<D extends Document>(request: RerankRequest<D>): Promise<RerankResponse<D>> {
    return await rerankWith(this.#scorer(), request)
  }

  #scorer(): Scorer {
    return {
      model: { id: this.id, revision: '1' },
      rawScale: 'logit',
      scale: 'sigmoid',
      coarse: true,
      score: async ({ query, texts, onScore, onUsage }) => {
        this.asked.push({ query, texts: [...texts] })
        for (const [position, text] of texts.entries()) {
          onScore(position, { raw: Number(/-?\d+(\.\d+)?/.exec(text)?.[0] ?? 0), truncated: text.length > longest })
          onUsage({ pairs: 1, tokens: `${query} ${text}`.split(' ').length })
        }
      },
    }
  }
}
