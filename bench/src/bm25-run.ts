import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { analyzeEnglish } from './beir/analyze-english.ts'
import { Bm25Index } from './beir/bm25-index.ts'
import { readEntries } from './beir/read-entries.ts'
import { readJudgements } from './beir/read-judgements.ts'

// A BEIR folder → a TREC run of BM25's best documents for every judged query, the candidates of a reranking run.
// Analyser: title and text as one field, letters and digits, lower case, English stop words, Porter's stemmer.
// BM25: k1 = 1.2, b = 0.75.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    top: { type: 'string', default: '100' },
    split: { type: 'string', default: 'test' },
    out: { type: 'string' },
  },
})
const [folder] = positionals
if (folder === undefined) {
  console.error('Usage: bm25-run.ts FOLDER [--top 100] [--split test] [--out FILE]')
  process.exit(2)
}

const judged = await readJudgements(join(folder, 'qrels', `${values.split}.tsv`))
const index = new Bm25Index()
for await (const { _id, title = '', text } of readEntries(join(folder, 'corpus.jsonl'))) {
  index.add(_id, analyzeEnglish(`${title} ${text}`))
}
const output = values.out === undefined ? process.stdout : createWriteStream(values.out)
for await (const { _id, text } of readEntries(join(folder, 'queries.jsonl'))) {
  if (!judged.has(_id)) continue
  for (const [place, { id, score }] of index.search(analyzeEnglish(text), Number(values.top)).entries()) {
    output.write(`${_id} Q0 ${id} ${place + 1} ${score.toFixed(6)} bm25\n`)
  }
}
if (output !== process.stdout) await finished(output.end())
