import { listNotices } from '../../core/list-notices.ts'
import type { ModelRun } from '../../core/rerank-answer.ts'
import { make } from '../dom/make.ts'

/** What the reader should know of a run, as a list; nothing where there is nothing. */
export function makeNotices({ run: { answer, model }, named }: { run: ModelRun; named: boolean }): HTMLElement[] {
  const notices = listNotices(answer).map((each) => make('li', {}, named ? `${model}: ${each}` : each))
  if (notices.length === 0) return []
  return [make('ul', { class: 'notices', 'aria-label': `Notes on ${model}` }, ...notices)]
}
