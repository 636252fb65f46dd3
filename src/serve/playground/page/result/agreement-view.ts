import { compareOrders } from '../../core/compare-orders.ts'
import { listMoves } from '../../core/list-moves.ts'
import { makeSnippet } from '../../core/make-snippet.ts'
import { readCandidateText } from '../../core/read-candidate-text.ts'
import type { ModelRun } from '../../core/rerank-answer.ts'
import { make } from '../dom/make.ts'
import type { Asked } from './to-columns.ts'

/** First places that are compared where the request says nothing of topK. */
const defaultK = 5

/** How far two models agree, and where they differ most. */
export function makeAgreement({
  asked,
  runs: [first, second],
  topK,
}: {
  asked: Asked
  runs: readonly [ModelRun, ModelRun]
  topK?: number | undefined
}): HTMLElement {
  const a = first.answer.results.map(({ index }) => index)
  const b = second.answer.results.map(({ index }) => index)
  const { tau, overlap, k, shared } = compareOrders({ a, b, k: topK ?? defaultK })
  const correlation = tau === undefined ? '–' : tau.toFixed(2).replace('-', '−')
  return make(
    'dl',
    { class: 'agreement', 'aria-label': 'Agreement' },
    fact('Kendall’s tau', correlation, make('span', {}, `of ${shared}: 1 same order, −1 reversed`)),
    fact(`Overlap of the first ${k}`, `${overlap} of ${k}`, make('span', {}, 'that both put there')),
    make('div', {}, make('dt', {}, 'Farthest apart'), make('dd', {}, makeFarthest({ asked, a, b }))),
  )
}

function makeFarthest({ asked, a, b }: { asked: Asked; a: readonly number[]; b: readonly number[] }): HTMLElement {
  const apart = listMoves({ from: a, to: b })
    .filter(({ distance }) => distance > 0)
    .sort((one, other) => other.distance - one.distance)
    .slice(0, 3)
  if (apart.length === 0) return make('span', {}, 'none')
  const items = apart.map(({ index, from, to }) => {
    const text = readCandidateText({ candidate: asked.candidates[index] ?? '', fields: asked.fields })
    return make(
      'li',
      {},
      make('b', {}, `${from} → ${to}`),
      ' ',
      make('bdi', {}, makeSnippet({ text, length: 60 }).before),
    )
  })
  return make('ul', { class: 'apart' }, ...items)
}

function fact(name: string, value: string, hint: HTMLElement): HTMLElement {
  hint.className = 'hint'
  return make('div', {}, make('dt', {}, name), make('dd', {}, value), make('dd', {}, hint))
}
