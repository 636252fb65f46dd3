import { Command, Option } from 'commander'
import { type Dtype, dtypes, inspectModel, type ModelReport } from '../../cross-encoder/index.ts'
import { findCachedModel } from '../../find-cached-model.ts'
import { resolveHubName } from '../../hub/index.ts'
import { SecondpassError } from '../../reranker/index.ts'
import { resolveModelName } from '../../resolve-model-name.ts'
import { exitCode } from '../exit-code.ts'
import { invalidInput } from '../invalid-input.ts'
import { formatReport } from './format-report.ts'
import { licenceOf } from './licence-of.ts'

/** `secondpass model check`. */
export function createCheckCommand(): Command {
  return new Command('check')
    .description('Say what a model is, try it, and list every problem found.')
    .argument('<model>', 'a model folder, an embedded model, or a model of a hub that is in the cache')
    .addOption(new Option('--dtype <format>', 'number format of the weights, where there are several').choices(dtypes))
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExit codes: 0 the model can be used, 1 it cannot, 2 there is no such model.')
    .exitOverride()
    .action(check)
}

async function check(name: string, { dtype, json = false }: { dtype?: Dtype; json?: boolean }): Promise<void> {
  const place = resolveModelName(name)
  if ('service' in place) throw invalidInput(`${name} is a service's model; there are no files of it to check.`)
  const report = 'hub' in place ? await checkCached(place.hub, dtype) : await inspectModel(place.folder, { dtype })
  const width = process.stdout.isTTY ? process.stdout.columns : undefined
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : formatReport({ report, width }))
  process.exitCode = report.problems.length === 0 ? exitCode.success : exitCode.failure
}

/** What the cache has of a hub's model, under its name there. */
async function checkCached(name: string, dtype: Dtype | undefined): Promise<ModelReport> {
  const cached = findCachedModel(name, { dtype })
  if (cached === undefined) {
    const wish = dtype === undefined ? '' : ` --dtype ${dtype}`
    throw new SecondpassError({
      code: 'model_not_found',
      message: `${name} is not in the cache. Bring it there with: secondpass model pull${wish} ${name}`,
    })
  }
  const { folder, commit: revision } = cached
  const report = await inspectModel(folder, { dtype, licence: licenceOf(cached) })
  const id = `hf:${resolveHubName(name).repository}`
  return { ...report, ...(report.model && { model: { ...report.model, id, revision } }) }
}
