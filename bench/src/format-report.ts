import { compareScores } from './compare-scores.ts'
import type { Duration } from './contestants/contestant-main.ts'
import { type ContestantName, contestants } from './contestants/contestants.ts'
import type { Measurements } from './measurements.ts'
import { median } from './median.ts'
import { waitingTimes } from './waiting-times.ts'

/** The quotients that matter, with their targets. */
const quotients: readonly { of: ContestantName; by: ContestantName; target: string }[] = [
  { of: 'secondpass', by: 'bareThreads', target: '≤ 1.05' },
  { of: 'secondpass', by: 'bareThreadsText', target: '' },
  { of: 'secondpassOne', by: 'bareLoop', target: '≤ 1.05' },
  { of: 'secondpassOne', by: 'bareLoopText', target: '' },
  { of: 'transformers', by: 'secondpass', target: '≥ 3' },
  { of: 'transformersSingle', by: 'secondpass', target: '' },
]

const header = [
  '',
  'median ms',
  'min ms',
  'pairs/s',
  'processor ms',
  'caller waits p50 / p99 / max ms (target p99 ≤ 10)',
  'peak MiB',
  'cold start ms (target ≤ 1000)',
]

/** The measurements as one Markdown table, and a line about the scores. */
export function formatReport(measurements: Measurements): string {
  const names = [...measurements.times.keys()]
  const rows = [
    header,
    header.map((_, column) => (column === 0 ? '---' : '--:')),
    ...names.map((name) => contestantRow(name, measurements)),
    ...quotients.map((quotient) => quotientRow({ ...quotient, measurements })),
  ]
  return [
    ...rows.map((cells) => `| ${cells.join(' | ')} |`),
    '',
    `A process that does nothing waits ${formatWaits(measurements.idleGaps)} ms here (p50 / p99 / max).${busyNote(measurements)}`,
    scoresLine(measurements),
  ].join('\n')
}

function contestantRow(name: ContestantName, { times, gaps, memory, coldStarts, logits }: Measurements): string[] {
  const own = times.get(name) ?? []
  const elapsed = own.map((time) => time.elapsed)
  const waits = gaps.get(name)
  const cold = coldStarts.get(name)
  return [
    contestants[name].label,
    median(elapsed).toFixed(0),
    Math.min(...elapsed).toFixed(0),
    (((logits.get(name)?.length ?? 0) / median(elapsed)) * 1000).toFixed(0),
    median(own.map((time) => time.processor)).toFixed(0),
    waits === undefined ? '' : formatWaits(waits),
    memory.get(name)?.toFixed(0) ?? '',
    cold === undefined ? '' : median(cold).toFixed(0),
  ]
}

function quotientRow({
  of,
  by,
  target,
  measurements: { times },
}: (typeof quotients)[number] & { measurements: Measurements }): string[] {
  const upper = times.get(of) ?? []
  const lower = times.get(by) ?? []
  /** The median of each round's quotient, whose two runs had the machine in much the same state. */
  const middle = (pick: (time: Duration | undefined) => number): number =>
    median(upper.map((time, round) => pick(time) / pick(lower[round])))
  const least = (durations: readonly Duration[]): number => Math.min(...durations.map(({ elapsed }) => elapsed))
  const show = (quotient: number): string => `**${quotient.toFixed(2)}**`
  return [
    `${contestants[of].label} **÷** ${contestants[by].label}${target === '' ? '' : ` (target ${target})`}`,
    show(middle((time) => time?.elapsed ?? Number.NaN)),
    show(least(upper) / least(lower)),
    '',
    show(middle((time) => time?.processor ?? Number.NaN)),
    '',
    '',
    '',
  ]
}

/** One thread that never pauses takes as long as it has a processor, unless others want the processor too. */
function busyNote({ times }: Measurements): string {
  const stolen = median((times.get('bareLoop') ?? []).map(({ elapsed, processor }) => elapsed / processor))
  return stolen > 1.1 ? ' **The machine had other work during this run: trust quotients only, or run it again.**' : ''
}

function formatWaits(gaps: readonly number[]): string {
  const { median: middle, p99, max } = waitingTimes(gaps)
  return [middle, p99, max].map((wait) => wait.toFixed(1)).join(' / ')
}

function scoresLine({ logits }: Measurements): string {
  const own = logits.get('secondpass') ?? []
  const { different, largestDifference, orderAgreement } = compareScores(logits.get('transformers') ?? [], own)
  return (
    `In one padded batch, transformers.js scores ${different} of ${own.length} pairs differently from secondpass ` +
    `(by up to ${largestDifference.toFixed(2)} logits; order agreement, Kendall's τ: ${orderAgreement.toFixed(3)}); pair by pair it agrees exactly.`
  )
}
