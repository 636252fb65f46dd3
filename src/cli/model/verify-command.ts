import { Command } from 'commander'
import {
  type CachedSnapshot,
  defaultLockFile,
  type FileVerdict,
  listCachedModels,
  readModelLock,
  resolveHubName,
  verifyCachedModel,
} from '../../hub/index.ts'
import { SecondpassError } from '../../reranker/index.ts'
import { exitCode } from '../exit-code.ts'
import { interruptSignal } from '../interrupt-signal.ts'

interface VerifyCommandOptions {
  lockFile: string
  json?: boolean
}

/** `secondpass model verify`. */
export function createVerifyCommand(): Command {
  return new Command('verify')
    .description('Hash the files of models in the cache, and compare with what the hub and the lock file say.')
    .argument('[models...]', 'hf:organisation/name[@revision], or short names (default: all with an ONNX graph)')
    .option('--lock-file <path>', 'the lock file, which need not be there', defaultLockFile)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExit codes: 0 all files are right, 1 some are not.\n')
    .exitOverride()
    .action(verify)
}

async function verify(names: string[], { lockFile, json = false }: VerifyCommandOptions): Promise<void> {
  const lock = readModelLock(lockFile)
  const snapshots = await listCachedModels({ all: names.length > 0 })
  const wanted = names.length === 0 ? snapshots : names.flatMap((name) => choose({ name, snapshots }))
  const { signal, stop } = interruptSignal()
  const verdicts: FileVerdict[] = []
  try {
    for (const snapshot of wanted) verdicts.push(...(await verifyCachedModel({ snapshot, lock, signal })))
  } catch (cause) {
    if (!signal.aborted) throw cause
    throw new SecondpassError({ code: 'cancelled', message: 'Interrupted.', cause })
  } finally {
    stop()
  }
  const bad = verdicts.filter(({ status }) => status === 'wrong' || status === 'missing')
  process.stdout.write(json ? `${JSON.stringify(verdicts, null, 2)}\n` : describe(verdicts, bad))
  if (bad.length > 0) process.exitCode = exitCode.failure
}

function choose({ name, snapshots }: { name: string; snapshots: readonly CachedSnapshot[] }): CachedSnapshot[] {
  const { repository, revision } = resolveHubName(name)
  const chosen = snapshots.filter(
    (snapshot) =>
      snapshot.repository === repository &&
      (!name.includes('@') || snapshot.commit === revision || snapshot.revisions.includes(revision)),
  )
  if (chosen.length > 0) return chosen
  throw new SecondpassError({ code: 'model_not_found', message: `${name} is not in the cache.` })
}

function describe(verdicts: readonly FileVerdict[], bad: readonly FileVerdict[]): string {
  const lines = bad.map(({ repository, commit, path, status, expected, found }) => {
    const hashes = expected === undefined ? '' : `: expected ${expected}, found ${found}`
    return `${status}  hf:${repository}@${commit.slice(0, 7)}  ${path}${hashes}`
  })
  const unknown = verdicts.filter(({ status }) => status === 'unverifiable').length
  const right = verdicts.length - bad.length - unknown
  lines.push(
    `${right} of ${verdicts.length} files are right` +
      (unknown > 0 ? `; of ${unknown} nothing says what they should be.` : '.'),
  )
  if (bad.length > 0) lines.push('Bring a model anew with secondpass model remove and secondpass model pull.')
  return `${lines.join('\n')}\n`
}
