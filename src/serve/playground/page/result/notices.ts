import { listNotices } from '../../core/list-notices.ts'
import type { ModelRun } from '../../core/rerank-answer.ts'
import { make } from '../dom/make.ts'

/** What the reader should know of runs, as a list; nothing where there is nothing. */
export function makeNotices(runs: readonly ModelRun[]): HTMLElement[] {
  const notices = runs.flatMap(({ answer, model }) =>
    listNotices(answer).map((each) => make('li', {}, runs.length > 1 ? `${model}: ${each}` : each)),
  )
  return notices.length === 0 ? [] : [make('ul', { class: 'notices', 'aria-label': 'Notes' }, ...notices)]
}
