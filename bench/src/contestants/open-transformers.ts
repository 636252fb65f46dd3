import { basename } from 'node:path'
import { AutoModelForSequenceClassification, AutoTokenizer, env } from '@huggingface/transformers'
import type { Candidates } from '../make-candidates.ts'
import { paths } from '../paths.ts'
import type { Contestant } from './contestant.ts'

/** transformers.js with the same weights, used as its documentation shows: `batch` texts at a time, padded to the longest. */
export async function openTransformers({
  candidates: { query, documents },
  batch,
}: {
  candidates: Candidates
  batch: number
}): Promise<Contestant> {
  env.allowRemoteModels = false
  env.localModelPath = paths.data
  const name = basename(paths.mergedModel)
  const tokenizer = await AutoTokenizer.from_pretrained(name)
  const model = await AutoModelForSequenceClassification.from_pretrained(name, { dtype: 'q8' })
  return {
    rerank: async () => {
      const scores: number[] = []
      for (let start = 0; start < documents.length; start += batch) {
        const text_pair = documents.slice(start, start + batch)
        const queries = text_pair.map(() => query)
        const inputs = await tokenizer(queries, { text_pair, padding: true, truncation: true })
        const { logits } = (await model(inputs)) as { logits: { data: Float32Array } }
        scores.push(...logits.data)
      }
      return scores
    },
  }
}
