import { ZodError } from 'zod'
import { SecondpassError, type Warning } from '../reranker/index.ts'
import { findKey } from './find-key.ts'
import type { HostedOptions } from './hosted-options.ts'
import type { ServiceTarget } from './hosted-scorer.ts'
import type { ModelFacts } from './model-facts.ts'
import type { Provider } from './provider.ts'

/**
 * Settles what a service is called with: model, address and settings; the key is found with the first call.
 *
 * @throws SecondpassError `invalid_request` for bad options.
 */
export function resolveTarget({
  provider,
  model,
  options,
}: {
  provider: Provider
  model: string
  options: HostedOptions
}): { target: ServiceTarget; warnings: Warning[] } {
  const { facts, current, warnings } = findModel(provider, model)
  const baseUrl = findBaseUrl(provider, options.baseUrl)
  const target = {
    provider,
    model: current,
    facts,
    baseUrl,
    // Looked up with each call: without a key, a reranker fails as others do, so that `fallback` goes on to the next.
    get apiKey() {
      return findKey({ provider, apiKey: options.apiKey, baseUrl })
    },
    headers: options.headers ?? {},
    settings: readSettings(provider, options.settings ?? {}),
    deadline: options.deadline ?? 30_000,
  }
  return { target, warnings }
}

function findModel(
  provider: Provider,
  model: string,
): { facts: Omit<ModelFacts, 'id'>; current: string; warnings: Warning[] } {
  if (model === '' && !provider.modelOptional) {
    const examples = provider.models.filter(({ replacedBy }) => replacedBy === undefined).slice(0, 3)
    const such = examples.map(({ id }) => `${provider.name}:${id}`).join(', ')
    throw invalid(`Name a model of ${provider.title}${such === '' ? '' : `, such as ${such}`}.`)
  }
  const known = provider.models.find(({ id }) => id === model)
  if (known?.replacedBy === undefined) return { facts: known ?? provider.anyModel, current: model, warnings: [] }
  const message = `${provider.title} has shut ${model} down; ${known.replacedBy} answers in its place, with scores of its own.`
  const { facts, current } = findModel(provider, known.replacedBy)
  return { facts, current, warnings: [{ code: 'model_replaced', message }] }
}

function findBaseUrl(provider: Provider, given: string | undefined): string {
  const found =
    given ?? provider.baseUrlVariables?.map((name) => process.env[name]).find((value) => value) ?? provider.baseUrl
  if (found === undefined) {
    const hint = provider.baseUrlVariables ? `, or set ${provider.baseUrlVariables.join(' or ')}` : ''
    throw invalid(`${provider.title} has no address of its own. Pass \`baseUrl\`${hint}.`)
  }
  if (!/^https?:/.test(found) || !URL.canParse(found))
    throw invalid('`baseUrl` must be an address that begins with http:// or https://.')
  // fetch refuses them, with an error that holds them.
  const { username, password } = new URL(found)
  if (username !== '' || password !== '')
    throw invalid('`baseUrl` must not hold a name and a password. Pass `apiKey`, or a header in `headers`.')
  return found.replace(/\/+$/, '')
}

function readSettings(provider: Provider, settings: Readonly<Record<string, unknown>>): unknown {
  try {
    return provider.settings.parse(settings)
  } catch (cause) {
    const issue = cause instanceof ZodError ? cause.issues[0] : undefined
    const place = issue?.path.length ? ` at "${issue.path.join('.')}"` : ''
    throw invalid(
      `\`settings\` of ${provider.title} are not as they must be${place}: ${issue?.message ?? 'unreadable'}.`,
    )
  }
}

function invalid(message: string): SecondpassError {
  return new SecondpassError({ code: 'invalid_request', message })
}
