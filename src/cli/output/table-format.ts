import pico from 'picocolors'
import { formatDollars } from '../../compose/index.ts'
import type { RerankResult } from '../../reranker/index.ts'
import type { InputDocument } from '../input/query-input.ts'
import { alignColumns } from './align-columns.ts'
import type { OutputFormat, QueryOutput } from './query-output.ts'

const shownCharacters = 100
type Colors = ReturnType<typeof pico.createColors>

/** A table for people: place, place before, how far it moved, id, score, and the beginning of the text. */
export function tableFormat({
  color,
  textOf,
}: {
  color: boolean
  /** The text that was scored. */
  textOf: (document: InputDocument) => string
}): OutputFormat {
  const colors = pico.createColors(color)
  return {
    head: '',
    format: (output, first) => (first ? '' : '\n') + formatQuery({ output, colors, textOf }),
    tail: () => '',
  }
}

function formatQuery({
  output,
  colors,
  textOf,
}: {
  output: QueryOutput
  colors: Colors
  textOf: (document: InputDocument) => string
}): string {
  const title = `Query: ${colors.bold(clean(output.query ?? output.queryId))}\n`
  if ('error' in output) return `${title}${colors.red(`Failed (${output.error.code}): ${output.error.message}`)}\n`
  const { results, scale, model, coverage, usage, timings, degraded } = output.response
  const places = results.map((result) => [
    String(result.rank),
    String(result.previousRank),
    movement(result),
    clean(result.id ?? ''),
  ])
  const [header = '', ...rows] = alignColumns({
    rows: [['rank', 'was', 'moved', 'id'], ...places],
    right: (column) => column < 3,
  })
  const describe = ({ score, document }: RerankResult<InputDocument>): string =>
    `Relevance: ${score === null ? 'none' : colors.bold(score.toFixed(4))}, Document: ${excerpt(textOf(document))}`
  const seconds = (timings.total / 1000).toFixed(2)
  const lines = [
    colors.dim(header.trimEnd()),
    ...results.map((result, index) => `${paint(rows[index] ?? '', result, colors)}  ${describe(result)}`),
    colors.dim(
      `${model.id}${model.revision === undefined ? '' : ` (${model.revision})`}: ${coverage.scored} of ${coverage.candidates} candidates scored, ` +
        `${usage.tokens} tokens, ${seconds} s${usage.cost === undefined ? '' : `, ${formatDollars(usage.cost)}`}. Scores: ${scaleName(scale)}.`,
    ),
  ]
  if (degraded) lines.unshift(colors.yellow(`Not reranked in full (${degraded.reason}): ${degraded.message}`))
  return `${title}${lines.join('\n')}\n`
}

function movement({ rank, previousRank }: RerankResult): string {
  const places = previousRank - rank
  return places === 0 ? '=' : `${places > 0 ? '↑' : '↓'}${Math.abs(places)}`
}

function paint(cells: string, { rank, previousRank }: RerankResult, colors: Colors): string {
  if (previousRank === rank) return cells
  return previousRank > rank ? colors.green(cells) : colors.red(cells)
}

function scaleName(scale: string): string {
  if (scale === 'provider') return "the service's own, not probabilities"
  return scale === 'sigmoid' ? 'sigmoid of the logit, not probabilities' : scale
}

function excerpt(text: string): string {
  const characters = [...clean(text)]
  return characters.length <= shownCharacters
    ? characters.join('')
    : `${characters.slice(0, shownCharacters).join('')}…`
}

/** One line that cannot steer the terminal: white space is folded, control and bidirectional characters are dropped. */
function clean(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, '')
    .trim()
}
