import { SecondpassError } from '../../../reranker/index.ts'

/** An error as it is logged. */
export interface LoggedError {
  readonly name: string
  readonly code?: string
  /** Absent for errors that are neither this package's nor the system's: their words may repeat a text. */
  readonly message?: string
  /** Where it was thrown: lines of the stack without the message. */
  readonly stack?: readonly string[]
  readonly service?: Readonly<Record<string, unknown>>
}

const maxLinks = 5
const maxFrames = 10

/** An error and its causes, without words that may hold text of a query or a document. */
export function describeError(error: unknown): LoggedError[] {
  const links: LoggedError[] = []
  for (let link = error; link instanceof Error && links.length < maxLinks; link = link.cause) links.push(describe(link))
  return links
}

function describe(error: Error): LoggedError {
  const { code, syscall } = error as { code?: unknown; syscall?: unknown }
  const own = SecondpassError.isInstance(error)
  const stack = readFrames(error)
  return {
    name: plainName(error.name),
    ...(typeof code === 'string' && /^\w{1,64}$/.test(code) && { code }),
    ...((own || typeof syscall === 'string') && { message: error.message }),
    ...(stack.length > 0 && { stack }),
    ...(own && error.service !== undefined && { service: { ...error.service } }),
  }
}

function readFrames({ stack = '', message }: Error): string[] {
  // A line of the message may look like a frame, so a stack in which the message is not found is left out.
  const at = stack.indexOf(message)
  if (at < 0) return []
  return stack
    .slice(at + message.length)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^at \S/.test(line))
    .slice(0, maxFrames)
}

function plainName(name: unknown): string {
  return typeof name === 'string' && /^\w{1,64}$/.test(name) ? name : 'Error'
}
