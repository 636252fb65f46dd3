import type { Reranker } from '../../reranker/index.ts'
import type { SpeedMeasurement } from '../admission/admission.ts'
import { estimateWork } from '../admission/estimate-work.ts'

/** Milliseconds of a first, cold run after which a second one would tell little more, and take too long. */
const slow = 500
const word = 'harbour '

/** Measures how fast a model on this machine reads, by a few documents of some 100 words: a few tens of milliseconds for a small one. */
export async function measureSpeed({
  reranker,
  parallelism,
}: {
  reranker: Reranker
  parallelism: number
}): Promise<SpeedMeasurement> {
  const first = await measure({ reranker, count: parallelism })
  return first.time > slow ? first : await measure({ reranker, count: 4 * parallelism })
}

async function measure({ reranker, count }: { reranker: Reranker; count: number }): Promise<SpeedMeasurement> {
  const documents = Array.from({ length: count }, (_, place) => `${place} ${word.repeat(100)}`)
  const request = { query: 'how many ships call at a harbour', documents }
  const work = await estimateWork({ reranker, request })
  const startedAt = performance.now()
  await reranker.rerank(request)
  return { ...work, time: performance.now() - startedAt }
}
