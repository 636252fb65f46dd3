import { Command, Option } from 'commander'
import { type Dtype, dtypes } from '../../cross-encoder/index.ts'
import {
  defaultLockFile,
  type FileSelector,
  formatBytes,
  formatHubName,
  type PulledModel,
  pullModel as pullFiles,
  readModelLock,
} from '../../hub/index.ts'
import { pullModel } from '../../pull-model.ts'
import { interruptSignal } from '../interrupt-signal.ts'
import { invalidInput } from '../invalid-input.ts'
import { pullWithBar } from './pull-with-bar.ts'

interface PullCommandOptions {
  dtype?: Dtype
  lock?: boolean
  frozen?: boolean
  lockFile: string
  json?: boolean
}

const examples = `
Examples:
  secondpass model pull ms-marco-MiniLM-L6-v2
  secondpass model pull hf:mixedbread-ai/mxbai-rerank-xsmall-v1 --dtype int8 --lock
  secondpass model pull --frozen                 # what ${defaultLockFile} names, byte for byte
`

/** `secondpass model pull`. */
export function createPullCommand(): Command {
  return new Command('pull')
    .description('Bring models into the cache. What is there is not downloaded again; what was interrupted goes on.')
    .argument('[models...]', 'hf:organisation/name[@revision], or short names (see list --aliases)')
    .addOption(new Option('--dtype <format>', 'number format of the weights (default: the best here)').choices(dtypes))
    .option('--lock', 'note commit and hashes in the lock file')
    .option('--frozen', 'only what the lock file says; without names, all that it names')
    .option('--lock-file <path>', 'the lock file', defaultLockFile)
    .option('--json', 'print JSON')
    .addHelpText('after', examples)
    .exitOverride()
    .action(pull)
}

async function pull(names: string[], options: PullCommandOptions): Promise<void> {
  const { dtype, lock = false, frozen = false, lockFile, json = false } = options
  if (lock && frozen) throw invalidInput('--lock writes the lock file and --frozen obeys it; name one of them.')
  const all = frozen && names.length === 0
  const wanted = all ? Object.keys(readModelLock(lockFile)) : names
  if (wanted.length === 0) {
    throw invalidInput(all ? `There is no model in ${lockFile}.` : 'Name a model, such as ms-marco-MiniLM-L6-v2.')
  }
  const { signal, stop } = interruptSignal()
  try {
    const models: PulledModel[] = []
    for (const name of wanted) {
      const model = await pullWithBar({
        name,
        pull: (hooks) =>
          all
            ? pullFiles({ name, select: selectLocked({ name, lockFile }), frozen, lockFile, signal, ...hooks })
            : pullModel(name, { dtype, frozen, signal, ...hooks, ...((lock || frozen) && { lockFile }) }),
      })
      models.push(model)
      if (!json) process.stdout.write(describe(model))
    }
    if (json) process.stdout.write(`${JSON.stringify(models, null, 2)}\n`)
  } finally {
    stop()
  }
}

function selectLocked({ name, lockFile }: { name: string; lockFile: string }): FileSelector {
  return () => Object.keys(readModelLock(lockFile)[name]?.files ?? {})
}

function describe(model: PulledModel): string {
  const { files, commit, downloadedBytes } = model
  const size = formatBytes(files.reduce((total, file) => total + file.size, 0))
  const news = downloadedBytes === 0 ? 'all in the cache' : `${formatBytes(downloadedBytes)} downloaded`
  return `${formatHubName(model)}: commit ${commit.slice(0, 7)}, ${files.length} files, ${size}, ${news}\n`
}
