import type { Document } from './document.ts'
import type { RerankRequest } from './rerank-request.ts'
import type { ScoreScale } from './score-scale.ts'
import { convertScore } from './score-scale.ts'
import type { Scorer } from './scorer.ts'
import { SecondpassError } from './secondpass-error.ts'

/** Refuses a malformed request before any work; the documents' texts are read, and refused, later by `planCandidates`. */
export function validateRequest<D extends Document>(
  request: RerankRequest<D>,
  scorer: Pick<Scorer, 'rawScale' | 'model'>,
): void {
  if (typeof request !== 'object' || request === null) refuse('A request is an object with `query` and `documents`.')
  const { query, documents, fields, textOf, topK, depth, threshold, signal, deadline, onError } = request
  const { priority, maxDocumentTokens, maxChunks } = request
  if (typeof query !== 'string') refuse(`\`query\` is of type ${typeof query}. It must be a string.`)
  if (query.trim() === '')
    refuse('`query` is empty. A reranker needs a question or keywords to compare documents with.')
  if (!Array.isArray(documents)) refuse('`documents` must be an array.')
  if (fields !== undefined && textOf !== undefined) refuse('Pass `fields` or `textOf`, not both.')
  if (
    fields !== undefined &&
    (!Array.isArray(fields) || fields.length === 0 || fields.some((field) => typeof field !== 'string'))
  ) {
    refuse('`fields` must be an array of one or more field names.')
  }
  if (textOf !== undefined && typeof textOf !== 'function') refuse('`textOf` must be a function.')
  validateCount('topK', topK, { from: 0 })
  validateCount('depth', depth, { from: 0 })
  validateCount('priority', priority, { from: 0, to: 999 })
  validateCount('maxDocumentTokens', maxDocumentTokens, { from: 1 })
  validateCount('maxChunks', maxChunks, { from: 1 })
  if (deadline !== undefined && !(typeof deadline === 'number' && Number.isFinite(deadline) && deadline >= 0)) {
    refuse(`\`deadline\` is ${String(deadline)}. It must be a number of milliseconds, 0 or more.`)
  }
  // By its methods and not by its class: signals of polyfills and of other realms are as good.
  if (signal !== undefined && typeof signal?.addEventListener !== 'function') refuse('`signal` must be an AbortSignal.')
  if (onError !== undefined && onError !== 'fail' && onError !== 'passthrough') {
    refuse("`onError` must be 'fail' or 'passthrough'.")
  }
  if (threshold !== undefined) validateThreshold(threshold, scorer)
}

function validateCount(name: string, value: number | undefined, { from, to }: { from: number; to?: number }): void {
  if (value !== undefined && !(Number.isSafeInteger(value) && value >= from && value <= (to ?? value))) {
    const range = to === undefined ? `of ${from} or more` : `from ${from} to ${to}`
    refuse(`\`${name}\` is ${String(value)}. It must be an integer ${range}.`)
  }
}

function validateThreshold(
  threshold: { value: number; scale: ScoreScale },
  scorer: Pick<Scorer, 'rawScale' | 'model'>,
): void {
  if (typeof threshold !== 'object' || threshold === null) {
    refuse('`threshold` must be an object with `value` and `scale`.')
  }
  if (!Number.isFinite(threshold.value))
    refuse(`\`threshold.value\` is ${String(threshold.value)}. It must be a finite number.`)
  if (convertScore({ raw: 0, from: scorer.rawScale, to: threshold.scale }) === undefined) {
    refuse(
      `\`threshold.scale\` is '${String(threshold.scale)}', and ${scorer.model.id} scores on the scale '${scorer.rawScale}'.`,
    )
  }
}

function refuse(message: string): never {
  throw new SecondpassError({ code: 'invalid_request', message })
}
