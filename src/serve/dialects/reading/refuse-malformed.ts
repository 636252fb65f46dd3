import type { z } from 'zod'
import { ServeError } from '../../serve-error.ts'

type Issue = z.core.$ZodIssue

/**
 * Says what is wrong with the shape of a body. What is missing or empty is 400, as with Cohere and TEI; what is of the wrong
 * type is 422 where the server is strict or the dialect has it so.
 */
export function refuseMalformed({
  error,
  strict,
  malformed,
}: {
  error: z.ZodError
  strict: boolean
  malformed: 422 | undefined
}): ServeError {
  const issue = deepest(error.issues[0] as Issue)
  const status =
    isEmpty(issue) || (isMissing(issue) && malformed === undefined) ? 400 : (malformed ?? (strict ? 422 : 400))
  const message = `${writePath(issue.path)}: ${isMissing(issue) ? 'is missing' : shorten(issue.message)}`
  return new ServeError({ code: 'invalid_request', status, message })
}

/** Of the alternatives that a value could have been, what is wrong inside the one that it came closest to. */
function deepest(issue: Issue): Issue {
  if (issue.code !== 'invalid_union' || isMissing(issue)) return issue
  const inner = issue.errors.flatMap(([first]) => (first === undefined ? [] : [deepest(first)]))
  const best = inner.find(({ path }) => path.length > 0) ?? inner.find(isEmpty)
  return best === undefined ? issue : { ...best, path: [...issue.path, ...best.path] }
}

function isEmpty({ code }: Issue): boolean {
  return code === 'too_small' || code === 'invalid_format'
}

/** Needs `reportInput`. */
function isMissing(issue: Issue): boolean {
  return 'input' in issue && issue.input === undefined
}

function writePath(path: readonly PropertyKey[]): string {
  const [first = 'body', ...rest] = path
  return String(first) + rest.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('')
}

/** Zod's words for wrong types and sizes, without their beginning; what our schemas say themselves is left as it is. */
function shorten(message: string): string {
  return message.replace(/^(Invalid input|Invalid option|Too small|Too big): /, '')
}
