import type { Scorer } from '../reranker/index.ts'

/**
 * A scorer whose model is got ready with the first texts to score. Until then it is a scorer as any other, so that requests
 * are validated at once, and deadlines and signals hold while the model is fetched.
 */
export function createLateScorer({ id, open }: { id: string; open: () => Promise<Scorer> }): Scorer {
  let opened: Scorer | undefined
  return {
    get model() {
      return opened?.model ?? { id }
    },
    rawScale: 'logit', // Of every cross-encoder.
    get scale() {
      return opened?.scale ?? 'sigmoid' // Asked for only when there are no scores.
    },
    score: async (task) => {
      opened = await open()
      await opened.score(task)
    },
  }
}
