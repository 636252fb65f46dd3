/** What Prometheus' `promtool check metrics` would say of names, suffixes, help and types; only of metrics of this package. */
export function findLint(text: string): string[] {
  const types = new Map<string, string>()
  const helped = new Set<string>()
  const problems: string[] = []
  for (const line of text.split('\n').filter((each) => each !== '')) {
    const [, kind, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line) ?? []
    if (kind === 'HELP') helped.add(name)
    else if (kind === 'TYPE') types.set(name, rest)
    else if (!hasType(/^[^{ ]+/.exec(line)?.[0] ?? '', types)) problems.push(`${/^[^{ ]+/.exec(line)?.[0]} has no TYPE`)
  }
  const own = [...types].filter(([name]) => name.startsWith('rerank_'))
  return [...problems, ...own.flatMap(([name, type]) => lintOne({ name, type, helped: helped.has(name) }))]
}

function hasType(series: string, types: ReadonlyMap<string, string>): boolean {
  return types.has(series) || types.get(series.replace(/_(bucket|sum|count)$/, '')) === 'histogram'
}

function lintOne({ name, type, helped }: { name: string; type: string; helped: boolean }): string[] {
  const ends = name.endsWith('_total')
  return [
    ...(helped ? [] : [`${name} has no HELP`]),
    ...(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name) ? [] : [`${name} is not in snake case`]),
    ...(type === 'counter' && !ends ? [`${name} is a counter and does not end in _total`] : []),
    ...(type !== 'counter' && ends ? [`${name} is a ${type} and ends in _total`] : []),
    ...(/_(ms|milliseconds|minutes|kb|mb|percent)(_|$)/.test(name) ? [`${name} has a unit that is no base unit`] : []),
    ...(/_(count|sum|bucket|gauge|counter|histogram)$/.test(name) ? [`${name} ends in a word of Prometheus' own`] : []),
  ]
}
