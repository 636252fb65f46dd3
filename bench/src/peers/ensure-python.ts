import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { paths } from '../paths.ts'

/** A Python with sentence-transformers, and the versions of what is in it. */
export interface PeerPython {
  readonly command: string
  readonly versions: Readonly<Record<string, string>>
}

const own = join(paths.venv, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python')
const requirements = 'parity/requirements.txt'
/** Where torch is to be had without CUDA's gigabytes; without this index it comes from the usual one. */
const torchIndex = 'https://download.pytorch.org/whl/cpu'

/** The Python that BENCH_PYTHON names, else an environment of the benchmark's own, made on first use. */
export function ensurePython({ onProgress }: { onProgress: (message: string) => void }): PeerPython {
  const given = process.env['BENCH_PYTHON']
  if (given === undefined && readVersions(own) === undefined) makeEnvironment(onProgress)
  const command = given ?? own
  const versions = readVersions(command)
  if (versions === undefined) throw new Error(`${command} does not run. BENCH_PYTHON must name a Python 3.11 or newer.`)
  const missing = Object.keys(versions).filter((name) => versions[name] === null)
  if (missing.length > 0) {
    throw new Error(`${command} lacks ${missing.join(', ')}. To install: ${command} -m pip install -r ${requirements}`)
  }
  return { command, versions: versions as Record<string, string> }
}

function makeEnvironment(onProgress: (message: string) => void): void {
  if (spawnSync('python3', ['--version']).error !== undefined) {
    throw new Error(
      'python3 was not found. The comparison needs Python 3.11 or newer with venv, for sentence-transformers; ' +
        `or name a Python that has ${requirements} installed in BENCH_PYTHON.`,
    )
  }
  onProgress(`making a Python environment in ${paths.venv}, which takes some minutes and 1.5 GB`)
  const torch = readFileSync(paths.requirements, 'utf8').match(/^torch==.*$/m)?.[0] ?? 'torch'
  const pip = ['-m', 'pip', 'install', '-qq', '--disable-pip-version-check']
  run('python3', ['-m', 'venv', paths.venv])
  run(own, [...pip, '--no-deps', '--extra-index-url', torchIndex, torch])
  run(own, [...pip, '-r', paths.requirements])
}

function run(command: string, args: readonly string[]): void {
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 2, 2] })
  if (status !== 0) throw new Error(`Failed (${error?.message ?? `exit code ${status}`}): ${command} ${args.join(' ')}`)
}

/** Undefined where the command is no Python; null for a package that is not installed. */
function readVersions(command: string): Record<string, string | null> | undefined {
  if (command === own && !existsSync(own)) return undefined
  const { status, stdout } = spawnSync(command, [join(paths.python, 'versions.py')], { encoding: 'utf8' })
  return status === 0 ? (JSON.parse(stdout) as Record<string, string | null>) : undefined
}
