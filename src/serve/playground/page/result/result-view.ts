import { formatCount, formatDuration } from '../../core/format-number.ts'
import type { ModelRun } from '../../core/rerank-answer.ts'
import { byId } from '../dom/by-id.ts'
import { make } from '../dom/make.ts'
import { makeAgreement } from './agreement-view.ts'
import { makeChoices } from './choices.ts'
import { makeNotices } from './notices.ts'
import { RankChart } from './rank-chart.ts'
import { makeRunsTable } from './runs-table.ts'
import { type Asked, toColumns } from './to-columns.ts'

/** What came of a request: the order, what it took, and, with two models, how they differ. */
export class ResultView {
  readonly #place: HTMLElement = byId('outcome', HTMLElement)
  #chart: RankChart | undefined

  clear(): void {
    this.#chart?.stop()
    this.#place.replaceChildren()
  }

  show({
    asked,
    runs,
    topK,
    isLocal,
  }: {
    asked: Asked
    /** One, or two to be compared. */
    runs: readonly ModelRun[]
    topK?: number | undefined
    isLocal: (model: string) => boolean
  }): void {
    this.clear()
    const [first, second] = runs
    if (first === undefined) return
    const chart = make('div')
    const views = second === undefined ? [{ to: first }] : [{ from: first, to: second }, { to: first }, { to: second }]
    const choose = (position: number): void => {
      this.#chart?.stop()
      this.#chart = new RankChart(toColumns({ asked, ...(views[position] ?? { to: first }) }))
      chart.replaceChildren(this.#chart.element)
    }
    this.#place.append(makeRunsTable({ runs, isLocal }), ...makeNotices(runs))
    if (second !== undefined) {
      this.#place.append(makeAgreement({ asked, runs: [first, second], topK }), makeViews({ first, second, choose }))
    }
    this.#place.append(chart)
    choose(0)
  }
}

/** What there is to hear when it is done. */
export function summarize(runs: readonly ModelRun[]): string {
  return runs
    .map(({ model, roundTrip, answer: { coverage } }) => {
      const scored = `${formatCount(coverage.scored)} of ${formatCount(coverage.candidates)} candidates`
      return `${model} scored ${scored} in ${formatDuration(roundTrip)}.`
    })
    .join(' ')
}

function makeViews({
  first,
  second,
  choose,
}: {
  first: ModelRun
  second: ModelRun
  choose: (position: number) => void
}): HTMLElement {
  const labels = [`${first.model} → ${second.model}`, `Before → ${first.model}`, `Before → ${second.model}`]
  const choices = makeChoices({ name: 'view', labels, onChoose: choose })
  return make('fieldset', { class: 'choices' }, make('legend', { class: 'hidden' }, 'What is compared'), ...choices)
}
