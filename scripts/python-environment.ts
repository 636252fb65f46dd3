import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { acquireLock } from '../src/hub/cache/process-lock.ts'

const run = promisify(execFile)
const root = fileURLToPath(new URL('..', import.meta.url))

/** The environments that tests need: each is a file of `clients/requirements/`. */
export type PythonEnvironment = 'clients' | 'cohere-4' | 'schemathesis'

/**
 * The folder of an environment's programs, such as `python`. It is made when it is asked for the first time, which takes up to a
 * minute, and again when its requirements change; whoever asks meanwhile waits.
 *
 * @throws Error when there is no Python with `venv`, or a package cannot be installed.
 */
export async function pythonEnvironment(name: PythonEnvironment): Promise<string> {
  const requirements = join(root, 'clients/requirements', `${name}.txt`)
  const python = await runPython('python3', ['--version'])
  const hash = createHash('sha256').update(python).update(readFileSync(requirements)).digest('hex').slice(0, 12)
  const folder = join(root, '.python', `${name}-${hash}`)
  const complete = join(folder, 'complete')
  const programs = join(folder, 'bin')
  if (existsSync(complete)) return programs
  const lock = await acquireLock({
    path: `${folder}.lock`,
    subject: `the Python packages of ${name}`,
    timeout: 600_000,
    onWait: () => {},
  })
  try {
    if (existsSync(complete)) return programs
    rmSync(folder, { recursive: true, force: true }) // What was cut off half-way.
    await runPython('python3', ['-m', 'venv', folder])
    // The files name every package with its version, so pip has nothing to choose or to build.
    const options = [
      '--quiet',
      '--no-compile',
      '--no-input',
      '--disable-pip-version-check',
      '--no-deps',
      '--only-binary=:all:',
    ]
    await runPython(join(programs, 'python'), ['-m', 'pip', 'install', ...options, '--requirement', requirements])
    writeFileSync(complete, '')
    return programs
  } finally {
    await lock.release()
  }
}

async function runPython(program: string, args: readonly string[]): Promise<string> {
  try {
    return (await run(program, args)).stdout
  } catch (cause) {
    const { stdout = '', stderr = '', message } = cause as Error & { stdout?: string; stderr?: string }
    const said = `${stdout}${stderr}`.trim().slice(-2_000) || message
    throw new Error(
      `The tests of Python clients need Python 3.11 or later with its module venv, and packages from PyPI. On Debian and Ubuntu: apt-get install python3 python3-venv. 'python3 ${args.join(' ')}' failed: ${said}`,
      { cause },
    )
  }
}
