import { createContext, Script } from 'node:vm'

const script = new Script('work()')

/**
 * Runs code that data from outside steers, for at most so many milliseconds.
 *
 * @throws Error `ERR_SCRIPT_EXECUTION_TIMEOUT` when it takes longer.
 */
export function runLimited<T>({ work, milliseconds }: { work: () => T; milliseconds: number }): T {
  // The module is used for its timeout alone, which ends whatever the thread is doing; `work` is our own code.
  return script.runInContext(createContext({ work }), { timeout: milliseconds }) as T
}
