import { Command, InvalidArgumentError, Option } from 'commander'
import { formatDollars } from '../compose/index.ts'
import { type CostRow, sumCosts } from './cost/sum-costs.ts'
import { invalidInput } from './invalid-input.ts'
import { formatTable } from './model/format-table.ts'
import { openLedger } from './open-ledger.ts'

interface CostOptions {
  ledger?: string
  since: Date
  by: 'model' | 'day'
  json?: boolean
}

/** `secondpass cost`. */
export function createCostCommand(): Command {
  return new Command('cost')
    .description('Show what hosted models have cost, by a ledger: a file, or Redis.')
    .addOption(new Option('--ledger <place>', 'a file of JSON lines, or redis://…').env('SECONDPASS_LEDGER'))
    .addOption(
      new Option('--since <time>', 'a date such as 2026-11-01, or a span back from now such as 12h or 7d')
        .argParser(toTime)
        .default(toTime('30d'), '30d'),
    )
    .addOption(new Option('--by <what>', 'one line for each').choices(['model', 'day']).default('model'))
    .option('--json', 'print JSON')
    .exitOverride()
    .action(report)
}

async function report({ ledger: place, since, by, json = false }: CostOptions): Promise<void> {
  if (!place) throw invalidInput('Name the ledger with --ledger, or in the variable SECONDPASS_LEDGER.')
  const ledger = openLedger({ place, mustExist: true })
  try {
    const rows = sumCosts({ hours: await ledger.hours({ since }), by })
    process.stdout.write(json ? `${JSON.stringify(rows, null, 2)}\n` : format(rows, by))
  } finally {
    await ledger.close?.()
  }
}

function format(rows: readonly CostRow[], by: string): string {
  const total = formatDollars(rows.reduce((sum, { cost }) => sum + cost, 0))
  const header = [by, 'cost', 'requests', 'search units', 'tokens']
  const lines = rows.map(({ name, cost, requests, searchUnits, tokens }) => [
    name,
    formatDollars(cost),
    ...[requests, searchUnits, tokens].map(String),
  ])
  const sums = ['requests', 'searchUnits', 'tokens'] as const
  const last = sums.map((name) => String(rows.reduce((sum, row) => sum + row[name], 0)))
  return formatTable({ header, rows: [...lines, ['total', total, ...last]], right: header.slice(1) })
}

/** A date, or a number of hours or days back from now. */
function toTime(text: string): Date {
  const [, count, unit] = /^(\d+)([hd])$/.exec(text) ?? []
  const span = Number(count) * (unit === 'h' ? 3_600_000 : 86_400_000)
  const time = count === undefined ? new Date(text) : new Date(Date.now() - span)
  if (Number.isNaN(time.getTime())) throw new InvalidArgumentError('It must be a date, or a span such as 12h or 7d.')
  return time
}
