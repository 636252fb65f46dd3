import { Command } from 'commander'
import { formatTable } from './model/format-table.ts'
import { listProviders, type ProviderRow } from './providers/list-providers.ts'

const help = `
A model is named SERVICE:MODEL, such as cohere:rerank-v4.0-pro; models that are not listed are passed on as they are named.
Prices are US dollars from the price table, whose sources and dates priceTable in the library names; none was read on the
services' own pages.
`

/** `secondpass providers`. */
export function createProvidersCommand(): Command {
  return new Command('providers')
    .description('Show hosted services and servers: models, limits, prices, and whether a key is there.')
    .option('--json', 'print JSON')
    .addHelpText('after', help)
    .exitOverride()
    .action(({ json = false }: { json?: boolean }) => {
      const rows = listProviders({ env: process.env })
      process.stdout.write(json ? `${JSON.stringify(rows, null, 2)}\n` : format(rows))
    })
}

function format(rows: readonly ProviderRow[]): string {
  const cells = rows.map(({ model, maxDocuments, contextTokens, price, access, found }) => [
    model,
    String(maxDocuments),
    contextTokens === null ? '' : String(contextTokens),
    price ?? 'unknown',
    access === null ? '' : `${access} ${found ? 'found' : 'missing'}`,
  ])
  const header = ['model', 'documents a call', 'tokens a pair', 'price', 'key or address']
  return formatTable({ header, rows: cells, right: ['documents a call', 'tokens a pair'] })
}
