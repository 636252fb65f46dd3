import { z } from 'zod'
import { SecondpassError } from '../../reranker/index.ts'
import { bearer } from '../bearer.ts'
import type { Provider, WireUsage } from '../provider.ts'
import { recoverBySize } from '../recover-by-size.ts'
import { checkUrl } from './check-url.ts'
import type { CustomOptions } from './custom-options.ts'
import { DetectingDialect } from './detecting-dialect.ts'
import { explainCustom } from './explain-custom.ts'
import { findDialect } from './find-dialect.ts'

const scoresOf = z.array(z.object({ index: z.number(), score: z.number() }))
const usageOf = z.object({ usage: z.object({ total_tokens: z.number() }) })

/**
 * A provider for any URL. For one reranker: it remembers what the server wants.
 *
 * @throws SecondpassError `invalid_request` for a bad address, dialect or number.
 */
export function customProvider({
  url,
  dialect: given,
  maxDocuments,
  coarse,
}: Pick<CustomOptions, 'url' | 'dialect' | 'maxDocuments' | 'coarse'>): Provider<object> {
  const { origin, pathname, host } = checkUrl(url)
  const dialect = findDialect(given)
  checkCount(maxDocuments)
  return {
    // Without what may follow the path: keys stand there at times.
    name: origin + pathname,
    title: host,
    keyVariables: [],
    modelOptional: true,
    baseUrl: url,
    scale: dialect.scale ?? 'provider',
    ...(coarse !== undefined && { coarse }),
    models: [],
    anyModel: { maxDocuments: maxDocuments ?? dialect.maxDocuments },
    settings: z.strictObject({}),
    toRequest: ({ model, query, texts, apiKey }) => ({
      url,
      headers: bearer(apiKey),
      body: dialect.body({ query, texts, model: model === '' ? undefined : model }),
    }),
    toAnswer: ({ body, headers }) => ({
      scores: scoresOf.parse(dialect.scores(body)),
      usage: readUsage({ body, headers, counts: dialect.countsTokens === true }),
    }),
    explain: explainCustom,
    recover: ({ request, context, ...failure }) => {
      if (!(dialect instanceof DetectingDialect && dialect.adapt({ failure, body: request.body })))
        return recoverBySize(failure)
      const { query, texts } = context
      return { request: { ...request, body: dialect.body({ query, texts, model: undefined }) } }
    },
  }
}

function readUsage({ body, headers, counts }: { body: unknown; headers: Headers; counts: boolean }): WireUsage {
  const own = counts ? usageOf.safeParse(body).data?.usage.total_tokens : undefined
  const header = headers.get('x-compute-tokens') // TEI's
  const tokens = own ?? (header === null ? Number.NaN : Number(header))
  return Number.isSafeInteger(tokens) ? { tokens } : {}
}

function checkCount(count: number | undefined): void {
  if (count === undefined || (Number.isSafeInteger(count) && count > 0)) return
  const message = '`maxDocuments` must be a positive whole number.'
  throw new SecondpassError({ code: 'invalid_request', message })
}
