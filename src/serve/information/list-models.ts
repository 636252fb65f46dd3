import { z } from 'zod'
import type { ServedModel } from '../models/served-model.ts'
import type { Information } from './information.ts'

const model = z.object({
  id: z.string().describe('The name that requests use.'),
  object: z.literal('model'),
  created: z.int().describe('When it was opened, in seconds since 1970.'),
  owned_by: z.string(),
  secondpass: z.object({
    model: z.string().describe('The model itself.'),
    revision: z.string().optional(),
    scale: z.enum(['logit', 'sigmoid']).optional().describe('What the library makes of its scores.'),
    maxTokens: z.int().optional().describe('Tokens that it reads of a pair.'),
    state: z.enum(['loading', 'ready', 'failed']),
    local: z.boolean().describe('Whether it runs on the server’s machine.'),
    aliasOf: z.string().optional().describe('The name of which this is another.'),
  }),
})

/** The models and their other names, as OpenAI lists models. */
export const listModels: Information = {
  paths: ['/v1/models', '/models'],
  title: 'The models that are served, and their other names',
  response: z.object({ object: z.literal('list'), data: z.array(model) }),
  tell: ({ models }) => {
    const aliases = [...models.aliases].filter(([alias]) => alias !== '*')
    return {
      object: 'list',
      data: [
        ...models.all.map((each) => writeModel(each.name, each)),
        ...aliases.map(([alias, name]) => writeModel(alias, models.find(name), name)),
      ],
    }
  },
}

function writeModel(
  id: string,
  { facts, createdAt, state, local }: ServedModel,
  aliasOf?: string,
): z.infer<typeof model> {
  return {
    id,
    object: 'model',
    created: createdAt,
    owned_by: 'secondpass',
    secondpass: {
      model: facts.id,
      ...(facts.revision !== undefined && { revision: facts.revision }),
      ...(facts.scale !== undefined && { scale: facts.scale }),
      ...(facts.maxTokens !== undefined && { maxTokens: facts.maxTokens }),
      state,
      local,
      ...(aliasOf !== undefined && { aliasOf }),
    },
  }
}
