import { Command } from 'commander'
import { type CachedSnapshot, formatBytes, listCachedModels, modelAliases } from '../../hub/index.ts'
import { formatTable } from './format-table.ts'
import { markLicence } from './licence-of.ts'

interface ListCommandOptions {
  all?: boolean
  aliases?: boolean
  json?: boolean
}

/** `secondpass model list`. */
export function createListCommand(): Command {
  return new Command('list')
    .description('Show the models in the cache that have an ONNX graph, whoever brought them.')
    .option('--all', 'those without an ONNX graph too')
    .option('--aliases', 'instead, the well-known models that have a short name')
    .option('--json', 'print JSON')
    .exitOverride()
    .action(list)
}

async function list({ all = false, aliases = false, json = false }: ListCommandOptions): Promise<void> {
  if (aliases) {
    process.stdout.write(json ? `${JSON.stringify(modelAliases, null, 2)}\n` : formatAliases())
    return
  }
  const snapshots = await listCachedModels({ all })
  if (json) {
    process.stdout.write(`${JSON.stringify(snapshots.map(toJson), null, 2)}\n`)
    return
  }
  if (snapshots.length === 0) {
    process.stderr.write(
      'There are no models in the cache. Bring one with: secondpass model pull ms-marco-MiniLM-L6-v2\n',
    )
    return
  }
  const rows = snapshots.map(({ repository, revisions, commit, files, size, lastUsed }) => [
    `hf:${repository}`,
    revisions.join(', '),
    commit.slice(0, 7),
    String(files.length),
    formatBytes(size),
    lastUsed.toISOString().slice(0, 10),
  ])
  const header = ['model', 'revision', 'commit', 'files', 'size', 'last used']
  process.stdout.write(formatTable({ header, rows, right: ['files', 'size'] }))
}

/** Sizes are of the smallest graph; windows are tokens. */
function formatAliases(): string {
  const rows = Object.entries(modelAliases).map(([name, { repository, languages, window, megabytes, licence }]) => [
    name,
    `hf:${repository}`,
    languages,
    String(window),
    formatBytes(megabytes * 1e6),
    markLicence(licence),
  ])
  const header = ['short name', 'model', 'languages', 'window', 'size from', 'licence']
  return formatTable({ header, rows, right: ['window', 'size from'] })
}

function toJson({ repository, revisions, commit, files, size, lastUsed, folder }: CachedSnapshot): unknown {
  return {
    repository,
    revisions,
    commit,
    folder,
    size,
    lastUsed,
    files: files.map(({ path, size }) => ({ path, size: size ?? null })),
  }
}
