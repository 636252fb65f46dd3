import type { ModelReport } from '../../cross-encoder/index.ts'
import { formatBytes } from '../../hub/index.ts'
import { markLicence } from './licence-of.ts'
import { wrapText } from './wrap-text.ts'

const headNames = { 'one-logit': 'one logit', 'two-labels': 'two labels', 'yes-no': 'yes or no' }

/** A report as lines of a name and what there is to say; long ones are wrapped where the width is known. */
export function formatReport({ report, width }: { report: ModelReport; width: number | undefined }): string {
  const { problems, notes } = report
  const rows: [string, string][] = [
    ...describeModel(report),
    ...notes.map((note): [string, string] => ['note', note]),
    ...problems.map((problem): [string, string] => ['PROBLEM', problem]),
    ['result', problems.length === 0 ? 'can be used' : 'cannot be used'],
  ]
  const indent = Math.max(...rows.map(([name]) => name.length)) + 2
  const lines = rows.flatMap(([name, text], index) => {
    const shown = name === rows[index - 1]?.[0] ? '' : name
    const safe = text.replace(/\p{Cc}/gu, '?') // Names come from the model's files, and could steer a terminal.
    return wrapText({ text: safe, width: width === undefined ? undefined : width - indent }).map(
      (line, number) => (number === 0 ? shown : '').padEnd(indent) + line,
    )
  })
  return `${lines.join('\n')}\n`
}

function describeModel({ model, proven, licence, graphs, timings }: ModelReport): [string, string][] {
  if (model === undefined) return []
  const { id, revision, architecture, dtype, window, defaultMaxTokens, head, scale } = model
  const rows: [string, string][] = [
    ['model', revision === undefined ? id : `${id} (${revision})`],
    ['architecture', `${architecture}, ${proven ? 'proven in the tests' : 'not proven'}`],
    ['weights', dtype],
    [
      'window',
      defaultMaxTokens < window
        ? `${window} tokens, of which ${defaultMaxTokens} are read by default`
        : `${window} tokens`,
    ],
    ['head', headNames[head.kind]],
    ['scores', scale === 'sigmoid' ? 'sigmoid of the logit' : scale],
    ['licence', licence === undefined ? 'not named' : markLicence(licence)],
  ]
  for (const { file, bytes, inputs, outputs, opset, nodes } of graphs) {
    rows.push(
      ['graph', `${file}: ${formatBytes(bytes)}, opset ${opset}, ${nodes} nodes`],
      ['inputs', inputs.join(', ')],
      ['outputs', outputs.join(', ')],
    )
  }
  if (timings) {
    const { load, pair, tokens } = timings
    const speed = `${pair.toFixed(1)} ms a pair of ${tokens} tokens, on one thread`
    rows.push(['timing', `loaded in ${load.toFixed(0)} ms; ${speed}`])
  }
  return rows
}
