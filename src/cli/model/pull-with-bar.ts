import { formatHubName, isNonCommercial, type PulledModel, type PullOptions, resolveHubName } from '../../hub/index.ts'
import { createDownloadBar } from './download-bar.ts'
import { licenceOf } from './licence-of.ts'

/** What a pull tells while it is under way. */
export type PullHooks = Required<Pick<PullOptions, 'onProgress' | 'onWarning'>>

/** Pulls a model with a progress bar on a terminal, and says on standard error what its user should know. */
export async function pullWithBar({
  name,
  pull,
}: {
  name: string
  pull: (hooks: PullHooks) => Promise<PulledModel>
}): Promise<PulledModel> {
  const bar = process.stderr.isTTY ? createDownloadBar(formatHubName(resolveHubName(name))) : undefined
  const say = (message: string): boolean => process.stderr.write(`secondpass: ${message}\n`)
  let model: PulledModel
  try {
    model = await pull({ onProgress: (progress) => bar?.update(progress), onWarning: say })
  } finally {
    bar?.stop()
  }
  const licence = licenceOf(model)
  if (licence !== undefined && isNonCommercial(licence)) {
    say(`The licence of hf:${model.repository}, ${licence}, does not allow commercial use.`)
  }
  return model
}
