import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { AutoModelForSequenceClassification, AutoTokenizer, env, type Tensor } from '@huggingface/transformers'
import { cutByRule } from './cut-by-rule.ts'
import type { PairText, Peer } from './peer-tasks.ts'

/** What the library's tokenizers give. */
interface Encoded {
  readonly input_ids: Tensor
}

/** transformers.js as its documentation shows a cross-encoder. It gives logits; the step to a score is the user's. */
export async function openTransformersModel({
  folder,
  threads,
  batched,
}: {
  folder: string
  threads: number
  /** All pairs at once, padded to the longest; else one at a time. */
  batched: boolean
}): Promise<Peer> {
  env.allowRemoteModels = false
  env.localModelPath = dirname(folder)
  const tokenizer = await AutoTokenizer.from_pretrained(basename(folder))
  const model = await AutoModelForSequenceClassification.from_pretrained(basename(folder), {
    dtype: 'fp32',
    use_external_data_format: existsSync(join(folder, 'onnx', 'model.onnx_data')),
    session_options: { intraOpNumThreads: threads },
  })
  const relevant = findRelevantLabel(folder)

  const encode = (query: string, texts: readonly string[], maxTokens?: number): Encoded =>
    tokenizer([...texts.keys()].map(() => query) as string[], {
      text_pair: [...texts],
      padding: true,
      truncation: true,
      ...(maxTokens === undefined ? {} : { max_length: maxTokens }),
    }) as Encoded
  const scoresOf = async (inputs: Encoded): Promise<number[]> => {
    const { logits } = (await model(inputs)) as { logits: Tensor }
    return (logits.tolist() as number[][]).map((row) => 1 / (1 + Math.exp(-marginOf(row, relevant))))
  }
  const tokenize = (text: string, text_pair?: string): number[] =>
    tokenizer.encode(text, text_pair === undefined ? { add_special_tokens: false } : { text_pair })

  return {
    rerank: async ({ query, documents }) => {
      const step = batched ? documents.length : 1
      const scores: number[] = []
      for (let start = 0; start < documents.length; start += step) {
        scores.push(...(await scoresOf(encode(query, documents.slice(start, start + step)))))
      }
      return scores
    },
    score: async ({ query, document, maxTokens }: PairText) => {
      const [score = null] = await scoresOf(encode(query, [document], maxTokens))
      return score
    },
    read: ({ query, document, maxTokens }: PairText) => {
      const inputs = encode(query, [document], maxTokens)
      const ids = (inputs.input_ids.tolist() as (number | bigint)[][])[0]?.map(Number) ?? []
      const [whole, ...texts] = [tokenize(query, document), tokenize(query), tokenize(document)]
      return { ids, idsByRule: cutByRule({ whole, query: texts[0] ?? [], document: texts[1] ?? [], maxTokens }) }
    },
  }
}

/** Which of two labels says that a document is relevant. */
function findRelevantLabel(folder: string): number {
  const config = JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8')) as { id2label?: Record<string, string> }
  return Number(Object.entries(config.id2label ?? {}).find(([, name]) => name === 'relevant')?.[0] ?? 0)
}

/** What the sigmoid takes: the one logit, or of two how far the relevant one leads, which makes a softmax of it. */
function marginOf(logits: readonly number[], relevant: number): number {
  const [first = Number.NaN, second = 0] = logits
  return relevant === 0 ? first - second : second - first
}
