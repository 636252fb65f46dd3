import type { Example } from './example.ts'

/** A search among functions, by what they do. */
export const code: Example = {
  name: 'Code search',
  note: 'The query says what a function should do; the function that does it uses other words.',
  query: 'wait longer after each failed attempt before trying again',
  candidates: [
    {
      id: 'queue.ts',
      text: 'export async function waitForTurn(queue: Queue) {\n  while (queue.busy) await queue.next()\n}',
    },
    {
      id: 'attempts.ts',
      text: '/** Counts the failed attempts of a user to log in. */\nexport function countFailedAttempts(user: User): number {\n  return user.events.filter((event) => event.kind === "login-failed").length\n}',
    },
    {
      id: 'longer.py',
      text: 'def longer(a: str, b: str) -> str:\n    """The longer one of two strings."""\n    return a if len(a) >= len(b) else b',
    },
    { id: 'sleep.ts', text: 'export const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))' },
    {
      id: 'backoff.ts',
      text: '// Retry with exponential backoff: the delay doubles after every error, up to half a minute.\nexport async function retry<T>(task: () => Promise<T>, tries = 5): Promise<T> {\n  for (let n = 0; ; n++) {\n    try {\n      return await task()\n    } catch (error) {\n      if (n + 1 >= tries) throw error\n      await sleep(Math.min(30_000, 250 * 2 ** n))\n    }\n  }\n}',
    },
    {
      id: 'debounce.ts',
      text: 'export function debounce(run: () => void, wait: number) {\n  let timer: NodeJS.Timeout\n  return () => {\n    clearTimeout(timer)\n    timer = setTimeout(run, wait)\n  }\n}',
    },
    {
      id: 'retry_once.py',
      text: 'def retry_once(call):\n    """Calls again at once if the first call raises."""\n    try:\n        return call()\n    except Exception:\n        return call()',
    },
    {
      id: 'timeout.go',
      text: '// WithTimeout gives up on a call that takes too long.\nfunc WithTimeout(d time.Duration, call func(context.Context) error) error {\n\tctx, cancel := context.WithTimeout(context.Background(), d)\n\tdefer cancel()\n\treturn call(ctx)\n}',
    },
  ],
}
