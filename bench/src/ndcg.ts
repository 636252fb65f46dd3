import { parseArgs } from 'node:util'
import { measureNdcg } from './beir/measure-ndcg.ts'
import { readJudgements } from './beir/read-judgements.ts'
import { readRun } from './beir/read-run.ts'

// nDCG@10 of TREC runs against BEIR judgements, one line a run.
const { values, positionals } = parseArgs({ allowPositionals: true, options: { qrels: { type: 'string' } } })
if (values.qrels === undefined || positionals.length === 0) {
  console.error('Usage: ndcg.ts --qrels FILE RUN…')
  process.exit(2)
}

const judgements = await readJudgements(values.qrels)
for (const file of positionals) {
  const run = await readRun(file)
  const missing = [...judgements.keys()].filter((query) => !run.has(query)).length
  const ndcg = measureNdcg({ judgements, run, depth: 10 })
  console.log(
    `${file}\tnDCG@10 ${ndcg.toFixed(4)}\t${judgements.size} queries${missing > 0 ? `, ${missing} missing` : ''}`,
  )
}
