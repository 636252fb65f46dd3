import type { ModelFacts } from '../model-facts.ts'
import type { Provider } from '../provider.ts'

/** The table of a service's models as docs/services.md has it: made of the data that calls are split by. */
export function modelTable({ name, models }: Provider): string {
  const rows = models.map((facts) => [
    `\`${name}:${facts.id}\``,
    count(facts.maxDocuments),
    count(facts.contextTokens),
    count(facts.maxCallTokens),
    remarks(facts),
  ])
  return layOut([['name', 'documents a call', 'tokens a pair', 'tokens a call', ''], ...rows])
}

function count(number: number | undefined): string {
  return number === undefined ? '–' : number.toLocaleString('en-US')
}

function remarks({ listwise, replacedBy }: ModelFacts): string {
  const all = [listwise && 'list-wise', replacedBy !== undefined && `gone; \`${replacedBy}\` answers`]
  return all.filter((one) => one !== false && one !== undefined).join(', ')
}

/** Markdown with columns of even width; numbers to the right. */
function layOut(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(3, ...rows.map((row) => (row[column] ?? '').length)))
  const right = (column: number) => column > 0 && column < 4
  const line = (row: string[]) => {
    const cells = row.map((cell, column) => {
      const width = widths[column] ?? 0
      return right(column) ? cell.padStart(width) : cell.padEnd(width)
    })
    return `| ${cells.join(' | ')} |`
  }
  const rule = widths.map((width, column) => (right(column) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)))
  const [head = [], ...body] = rows
  return [line(head), line(rule), ...body.map(line)].join('\n')
}
