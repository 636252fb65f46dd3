import { Command } from 'commander'
import { createCheckCommand } from './check-command.ts'
import { createListCommand } from './list-command.ts'
import { createPullCommand } from './pull-command.ts'
import { createRemoveCommand } from './remove-command.ts'
import { createVerifyCommand } from './verify-command.ts'

const help = `
A model is hf:organisation/name, with @branch, @tag or @commit if need be, or the short name of a well-known one
(secondpass model list --aliases).
Models are kept where Python's huggingface_hub keeps them (HF_HUB_CACHE, HF_HOME), and shared with it.

Environment: HF_TOKEN for private and gated models, HF_ENDPOINT for a mirror, HF_HUB_OFFLINE=1 for no network.
`

/** `secondpass model`, with a command for each thing that can be done to models. */
export function createModelCommand(): Command {
  return new Command('model')
    .description('Get models from the Hugging Face hub, look after them, and check them.')
    .addHelpText('after', help)
    .exitOverride()
    .addCommand(createPullCommand())
    .addCommand(createListCommand())
    .addCommand(createVerifyCommand())
    .addCommand(createRemoveCommand())
    .addCommand(createCheckCommand())
}
