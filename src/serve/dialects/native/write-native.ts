import { outwardWarning } from '../../answer/outward-warning.ts'
import type { ServedAnswer } from '../../answer/served-answer.ts'
import type { NativeResponse } from './native-response.ts'

/** The library's response as it is, with the documents as they came, where they are asked for. */
export function writeNative({
  answer,
  requestId,
  returnDocuments,
}: {
  answer: ServedAnswer
  requestId: string
  returnDocuments: boolean
}): NativeResponse {
  const { model, scale, coverage, degraded, usage, timings } = answer.response
  return {
    id: requestId,
    model: { name: answer.model, ...model },
    scale,
    results: answer.response.results.map(({ document, retrievalScore: _, ...result }) => ({
      ...result,
      ...idOf(document.source),
      ...(returnDocuments && { document: document.source }),
    })),
    coverage,
    ...(degraded && { degraded }),
    usage,
    timings,
    warnings: writeWarnings(answer),
  }
}

/** The model's warnings with their codes; then what only the server knows of. */
function writeWarnings({ response, warnings }: ServedAnswer): NativeResponse['warnings'] {
  const coded = response.warnings.map(outwardWarning).map(({ code, message, indexes }) => ({
    code,
    message,
    ...(indexes && { indexes: [...indexes] }),
  }))
  const others = warnings.filter((message) => !coded.some((warning) => message.startsWith(warning.message)))
  return [...coded, ...others.map((message) => ({ message }))]
}

function idOf(source: unknown): { id?: string } {
  if (typeof source !== 'object' || source === null) return {}
  const { id = undefined, _id = undefined } = Object.fromEntries(
    Object.entries(source).filter(([key]) => key === 'id' || key === '_id'),
  )
  const found = id ?? _id
  return typeof found === 'string' || typeof found === 'number' ? { id: String(found) } : {}
}
