import type { Reranker } from '../../../reranker/index.ts'
import { WorkAdmission } from '../../admission/work-admission.ts'
import type { ServedModel } from '../../models/served-model.ts'
import type { ServedRequest } from '../served-request.ts'

/** A model that is ready, and knows that it reads a token in a millisecond. */
export async function servedModel({
  name = 'm',
  reranker,
  limits = { requests: 256, tokens: 4_000_000 },
  ...more
}: { reranker: Reranker; limits?: { requests: number; tokens: number } } & Partial<ServedModel>): Promise<ServedModel> {
  const parallelism = more.parallelism ?? 1
  const measure = async () => ({ tokens: 1000, parts: parallelism, time: 1000 })
  const admission = new WorkAdmission({ limits, parallelism, measure })
  await admission.calibrate()
  return {
    name,
    reranker,
    admission,
    degrade: {},
    depth: undefined,
    parallelism,
    local: true,
    createdAt: 0,
    usable: Promise.resolve(),
    facts: { id: reranker.id },
    state: 'ready',
    ...more,
  }
}

/** A request with documents of one word, each of 16 + 1 + 1 tokens of work. */
export function servedRequest({
  query = 'q',
  count = 10,
  ...more
}: { count?: number } & Partial<ServedRequest> = {}): ServedRequest {
  return {
    model: undefined,
    query,
    documents: Array.from({ length: count }, (_, place) => {
      const text = `${query}${place}`
      return { text, source: text }
    }),
    priority: 0,
    truncate: true,
    warnings: [],
    ...more,
  }
}
