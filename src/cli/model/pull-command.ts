import { Command } from 'commander'
import {
  defaultLockFile,
  type FileSelector,
  formatBytes,
  formatHubName,
  type PulledModel,
  pullModel,
  readModelLock,
  resolveHubName,
} from '../../hub/index.ts'
import { interruptSignal } from '../interrupt-signal.ts'
import { invalidInput } from '../invalid-input.ts'
import { createDownloadBar } from './download-bar.ts'
import { selectModelFiles } from './select-model-files.ts'

interface PullCommandOptions {
  dtype?: string
  lock?: boolean
  frozen?: boolean
  lockFile: string
  json?: boolean
}

const examples = `
Examples:
  secondpass model pull ms-marco-MiniLM-L6-v2
  secondpass model pull hf:mixedbread-ai/mxbai-rerank-xsmall-v1 --dtype quantized --lock
  secondpass model pull --frozen                 # what ${defaultLockFile} names, byte for byte
`

/** `secondpass model pull`. */
export function createPullCommand(): Command {
  return new Command('pull')
    .description('Bring models into the cache. What is there is not downloaded again; what was interrupted goes on.')
    .argument('[models...]', 'hf:organisation/name[@revision], or short names')
    .option('--dtype <type>', 'which of its graphs, such as fp16, quantized or q4 (default: the full one)')
    .option('--lock', 'note commit and hashes in the lock file')
    .option('--frozen', 'only what the lock file says; without names, all that it names')
    .option('--lock-file <path>', 'the lock file', defaultLockFile)
    .option('--json', 'print JSON')
    .addHelpText('after', examples)
    .exitOverride()
    .action(pull)
}

async function pull(names: string[], options: PullCommandOptions): Promise<void> {
  const { lock = false, frozen = false, lockFile, json = false } = options
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
      const select = all ? selectLocked({ name, lockFile }) : selectModelFiles({ dtype: options.dtype })
      const model = await pullOne({ name, select, frozen, lockFile: lock || frozen ? lockFile : undefined, signal })
      models.push(model)
      if (!json) process.stdout.write(describe(model))
    }
    if (json) process.stdout.write(`${JSON.stringify(models, null, 2)}\n`)
  } finally {
    stop()
  }
}

async function pullOne({
  name,
  select,
  frozen,
  lockFile,
  signal,
}: {
  name: string
  select: FileSelector
  frozen: boolean
  lockFile: string | undefined
  signal: AbortSignal
}): Promise<PulledModel> {
  const bar = process.stderr.isTTY ? createDownloadBar(formatHubName(resolveHubName(name))) : undefined
  try {
    return await pullModel({
      name,
      select,
      frozen,
      signal,
      onProgress: (progress) => bar?.update(progress),
      onWarning: (message) => process.stderr.write(`secondpass: ${message}\n`),
      ...(lockFile === undefined ? {} : { lockFile }),
    })
  } finally {
    bar?.stop()
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
