import { type Explanation, explainFailure } from '../core/explain-failure.ts'
import type { RequestFailure } from './api/request-failure.ts'
import { byId } from './dom/by-id.ts'
import { make } from './dom/make.ts'

/** Explains a failure where results would stand. */
export function showFailure({ failure, model }: { failure: RequestFailure; model?: string | undefined }): Explanation {
  const { status, message, retryAfter, requestId } = failure
  const explanation = explainFailure({ status, message, retryAfter, origin: location.origin })
  const title = model === undefined ? explanation.title : `${explanation.title} (${model})`
  byId('failure', HTMLElement).append(
    make(
      'div',
      { class: 'failure' },
      make('p', {}, make('strong', {}, title)),
      make('p', {}, explanation.detail),
      make('p', {}, explanation.advice),
      ...(requestId === undefined ? [] : [make('p', { class: 'hint' }, `Request ${requestId}`)]),
    ),
  )
  return explanation
}

/** Takes what was explained off the page. */
export function clearFailures(): void {
  byId('failure', HTMLElement).replaceChildren()
}
