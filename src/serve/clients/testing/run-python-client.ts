import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { type PythonEnvironment, pythonEnvironment } from '../../../../scripts/python-environment.ts'

/** What a client script is asked to do: parameters of its `call`. */
export interface PythonCall {
  readonly url: string
  readonly key: string
  readonly model: string
  readonly query: string
  readonly documents: readonly (string | Readonly<Record<string, string>>)[]
  readonly top_n?: number
  readonly retries?: number
  readonly [parameter: string]: unknown
}

/** What became of a call. */
export type PythonOutcome =
  | { readonly results: readonly { index: number; score: number; document?: string | null }[] }
  | { readonly error: string; readonly status: number | null; readonly message: string }

/**
 * Runs a script of `clients/`, which makes the calls one after the other.
 *
 * @throws Error with what it wrote when it does not answer as agreed.
 */
export async function runPythonClient({
  script,
  environment,
  calls,
}: {
  script: string
  environment: PythonEnvironment
  calls: readonly PythonCall[]
}): Promise<PythonOutcome[]> {
  const programs = await pythonEnvironment(environment)
  const path = fileURLToPath(new URL(`../../../../clients/${script}`, import.meta.url))
  const env = {
    ...process.env,
    NO_PROXY: '127.0.0.1',
    // Nothing is fetched or reported elsewhere: no list of prices, no telemetry.
    LITELLM_LOCAL_MODEL_COST_MAP: 'True',
    HAYSTACK_TELEMETRY_ENABLED: 'False',
  }
  const child = spawn(`${programs}/python`, [path], { env })
  child.stdin.end(JSON.stringify(calls))
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)])
  try {
    return JSON.parse(output) as PythonOutcome[]
  } catch (cause) {
    throw new Error(`${script} wrote: ${output}${errors}`, { cause })
  }
}
