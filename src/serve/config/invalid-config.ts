import { SecondpassError } from '../../reranker/index.ts'

/** A configuration that cannot be used: `place` is the file, or words for it. */
export function invalidConfig({
  place,
  problems,
  cause,
}: {
  place: string
  problems: readonly string[]
  cause?: unknown
}): SecondpassError {
  const message = problems.length === 1 ? `${place}: ${problems[0]}` : [`${place}:`, ...problems].join('\n  ')
  return new SecondpassError({ code: 'invalid_request', message, cause })
}
