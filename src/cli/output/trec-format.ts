import { invalidInput } from '../invalid-input.ts'
import type { OutputFormat, QueryOutput } from './query-output.ts'

/**
 * A TREC run: `query Q0 document rank score tag`. Evaluators order by the score alone, so scores fall strictly: they are
 * written in full, equal ones are told apart by the smallest step, and documents without a score follow one apart each.
 */
export function trecFormat(): OutputFormat {
  return { head: '', format, tail: () => '' }
}

function format(output: QueryOutput): string {
  if ('error' in output) return ''
  const { results, model } = output.response
  let previous = Number.POSITIVE_INFINITY
  return results
    .map(({ id, index, rank, score, logit }) => {
      const own = logit ?? score
      if (own === null) previous = Number.isFinite(previous) ? Math.min(previous - 1, below(previous)) : 0
      else previous = own < previous ? own : below(previous)
      return `${columnOf(output.queryId)} Q0 ${columnOf(id ?? String(index))} ${rank} ${previous} ${columnOf(model.id)}\n`
    })
    .join('')
}

function columnOf(text: string): string {
  if (text === '' || /\s/.test(text))
    throw invalidInput(`The id "${text}" is empty or has white space, which a TREC run cannot hold.`)
  return text
}

/** The next double below. */
function below(value: number): number {
  if (value === 0) return -Number.MIN_VALUE
  const bits = new BigInt64Array(1)
  const number = new Float64Array(bits.buffer)
  number[0] = value
  bits[0] = (bits[0] as bigint) + (value > 0 ? -1n : 1n)
  return number[0]
}
