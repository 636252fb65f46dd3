import { failureText } from '../failure-text.ts'
import type { WireFailure } from '../provider.ts'
import type { DialectName } from './dialect.ts'

/** Keys that only one dialect has. */
const tells: readonly (readonly [key: string, dialect: DialectName])[] = [
  ['texts', 'tei'],
  ['passages', 'nim'],
  ['text_1', 'vllm-score'],
]

/** What to do about refusals of a server that is not known. */
export function explainCustom({ status, body }: WireFailure): string | undefined {
  if (status === 404 || status === 405) {
    return '`url` is used as it is: it must be the whole address, such as http://localhost:8080/v1/rerank.'
  }
  if (status === 401) return 'Pass `apiKey` (sent as a bearer token), or `headers`.'
  if (status !== 400 && status !== 422) return undefined
  const text = failureText(body)
  const [key, dialect] = tells.find(([each]) => new RegExp(`\\b${each}\\b`).test(text)) ?? []
  if (dialect !== undefined) return `The server speaks of \`${key}\`: try \`dialect: '${dialect}'\`.`
  return 'If it expects another body, say which by `dialect`.'
}
