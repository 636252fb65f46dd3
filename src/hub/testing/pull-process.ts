/** Pulls a model in a process of its own: `node --import tsx pull-process.ts '{ …settings }'`. Prints what it got. */
import type { HubSettings } from '../hub-settings.ts'
import { pullModel } from '../pull-model.ts'

const settings = JSON.parse(process.argv[2] ?? '{}') as HubSettings
const model = await pullModel({
  name: 'hf:org/model',
  select: (files) => files.map(({ path }) => path),
  settings,
  onWarning: (message) => process.stderr.write(`${message}\n`),
})
process.stdout.write(JSON.stringify(model))
