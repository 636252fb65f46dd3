import { median } from '../median.ts'
import type { SpeedMeasurements } from './measure-speed.ts'
import type { PeerModel } from './peer-models.ts'
import { type PeerName, peers } from './peers.ts'

const header = ['model', 'program', 'median ms', 'min ms', 'pairs/s', 'processor ms', '÷ secondpass']

/** Rows of Markdown tables: how long each program took for the candidates, by model. */
export function formatSpeed(measurements: ReadonlyMap<PeerModel, SpeedMeasurements>): string[][] {
  const rows = [...measurements].flatMap(([{ label }, { times, reference }]) =>
    [...times.keys()].map((name) => [label, ...rowOf({ name, times, pairs: reference.length })]),
  )
  return [header, ...rows]
}

function rowOf({ name, times, pairs }: { name: PeerName; times: SpeedMeasurements['times']; pairs: number }): string[] {
  const own = times.get(name) ?? []
  const elapsed = own.map((time) => time.elapsed)
  /** The median of each round's quotient, whose two runs had the machine in much the same state. */
  const quotient = median(
    elapsed.map((time, round) => time / (times.get('secondpass')?.[round]?.elapsed ?? Number.NaN)),
  )
  return [
    peers[name].label,
    median(elapsed).toFixed(0),
    Math.min(...elapsed).toFixed(0),
    ((pairs / median(elapsed)) * 1000).toFixed(1),
    median(own.map((time) => time.processor)).toFixed(0),
    name === 'secondpass' ? '1' : `**${quotient.toFixed(2)}**`,
  ]
}
