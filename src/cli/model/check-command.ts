import { Command, Option } from 'commander'
import { type Dtype, dtypes, inspectModel, type ModelReport } from '../../cross-encoder/index.ts'
import { findEmbeddedModel } from '../../hub/index.ts'
import { exitCode } from '../exit-code.ts'

/** `secondpass model check`. */
export function createCheckCommand(): Command {
  return new Command('check')
    .description('Say what a model folder holds, try it, and list every problem found.')
    .argument('<folder>', 'a model folder, or the name of an embedded model')
    .addOption(new Option('--dtype <format>', 'number format of the weights, where there are several').choices(dtypes))
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExit codes: 0 the model can be used, 1 it cannot, 2 wrong options.')
    .exitOverride()
    .action(async (folder: string, { dtype, json }: { dtype?: Dtype; json?: boolean }) => {
      const report = await inspectModel(findEmbeddedModel(folder) ?? folder, { dtype })
      process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : formatReport(report))
      process.exitCode = report.problems.length === 0 ? exitCode.success : exitCode.failure
    })
}

function formatReport({ model, proven, licence, graphs, timings, problems, notes }: ModelReport): string {
  const rows: [string, string][] = []
  if (model !== undefined) {
    const { id, revision, architecture, dtype, window, defaultMaxTokens, head, scale } = model
    rows.push(
      ['model', revision === undefined ? id : `${id} (${revision})`],
      ['architecture', `${architecture}${proven ? ', proven' : ''}, ${dtype}`],
      ['window', `${window} tokens, ${defaultMaxTokens} by default`],
      ['head', { 'one-logit': 'one logit', 'two-labels': 'two labels', 'yes-no': 'yes or no' }[head.kind]],
      ['scores', scale === 'sigmoid' ? 'sigmoid of the logit' : 'logit'],
      ['licence', licence ?? 'not named'],
    )
  }
  for (const { file, bytes, inputs, outputs, opset, nodes } of graphs) {
    rows.push(['graph', `${file}, ${(bytes / 1e6).toFixed(1)} MB, opset ${opset}, ${nodes} nodes`])
    rows.push(['', `${inputs.join(', ')} → ${outputs.join(', ')}`])
  }
  if (timings) {
    const { load, pair, tokens } = timings
    rows.push([
      'timing',
      `loaded in ${load.toFixed(0)} ms; ${pair.toFixed(1)} ms a pair of ${tokens} tokens, one thread`,
    ])
  }
  for (const note of notes) rows.push(['note', note])
  for (const problem of problems) rows.push(['PROBLEM', problem])
  if (problems.length === 0) rows.push(['result', 'can be used'])
  return rows.map(([name, value]) => `${name.padEnd(14)}${value}\n`).join('')
}
