import { SecondpassError } from '../../reranker/index.ts'
import type { CustomOptions } from './custom-options.ts'
import { DetectingDialect } from './detecting-dialect.ts'
import { type NamedDialect, namedDialects } from './named-dialects.ts'

/** @throws SecondpassError `invalid_request`. */
export function findDialect(given: CustomOptions['dialect']): NamedDialect {
  if (given === undefined) return new DetectingDialect()
  if (typeof given === 'object' && given !== null) {
    if (typeof given.body === 'function' && typeof given.scores === 'function') {
      return {
        body: (request) => given.body(request),
        scores: (answer) => given.scores(answer),
        ...(given.scale && { scale: given.scale }),
        maxDocuments: 1000,
      }
    }
    throw invalid('A `dialect` of your own must have the functions `body` and `scores`.')
  }
  if (Object.hasOwn(namedDialects, given)) return namedDialects[given]
  throw invalid(`There is no dialect "${given}". There are ${Object.keys(namedDialects).join(', ')}.`)
}

function invalid(message: string): SecondpassError {
  return new SecondpassError({ code: 'invalid_request', message })
}
