import { formatCost, formatCount, formatDuration } from '../../core/format-number.ts'
import type { ModelRun } from '../../core/rerank-answer.ts'
import { make } from '../dom/make.ts'

/** What runs took: a row each. */
export function makeRunsTable({
  runs,
  isLocal,
}: {
  runs: readonly ModelRun[]
  /** Whether a model runs on the server itself. */
  isLocal: (model: string) => boolean
}): HTMLElement {
  const caches = runs.some(({ answer }) => answer.usage.cacheHits !== undefined)
  const rows = runs.map((run) => ({ run, facts: factsOf({ run, local: isLocal(run.model), caches }) }))
  const names = rows[0]?.facts.map(([name]) => name) ?? []
  const header = names.map((name) => make('th', { scope: 'col' }, name))
  return make(
    'table',
    { class: 'runs' },
    make('caption', { class: 'hint' }, 'Tokenize and infer add up over the server’s workers.'),
    make('thead', {}, make('tr', {}, make('th', { scope: 'col' }, 'Model'), ...header)),
    make('tbody', {}, ...rows.map(({ run, facts }) => makeRow(run, facts))),
  )
}

type Fact = readonly [name: string, value: string]

function factsOf({
  run: { roundTrip, answer },
  local,
  caches,
}: {
  run: ModelRun
  local: boolean
  /** Whether any of the runs knows of a cache. */
  caches: boolean
}): Fact[] {
  const { timings, usage } = answer
  const cost = usage.cost !== undefined ? formatCost(usage.cost) : local ? 'none' : 'unknown'
  return [
    ['Round trip', formatDuration(roundTrip)],
    ['Server', formatDuration(timings.total)],
    ['Queue', formatDuration(timings.queue)],
    ['Tokenize', formatDuration(timings.tokenize)],
    ['Infer', formatDuration(timings.infer)],
    ['Pairs', formatCount(usage.pairs)],
    ['Tokens', formatCount(usage.tokens)],
    ...(caches ? [['From cache', formatCount(usage.cacheHits ?? 0)] as const] : []),
    ['Cost', cost],
  ]
}

function makeRow({ model, answer }: ModelRun, facts: readonly Fact[]): HTMLElement {
  const { id, revision } = answer.model
  const more = [...(id === model ? [] : [id]), ...(revision === undefined ? [] : [revision])].join(', ')
  // On a narrow screen each value carries its name.
  const cells = facts.map(([name, value]) => make('td', { 'data-name': name }, value))
  return make('tr', {}, make('th', { scope: 'row' }, model, ' ', make('span', { class: 'hint' }, more)), ...cells)
}
