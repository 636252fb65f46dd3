import { SecondpassError } from '../../reranker/index.ts'
import type { Provider } from '../provider.ts'
import type { Price } from './price.ts'
import { priceTable } from './price-table.ts'

/**
 * The price of a model: the given one, else the table's; nothing for servers of one's own, which have neither an address
 * nor a key that they need. Undefined when it is not known.
 *
 * @throws SecondpassError `invalid_request` for a given price that is none.
 */
export function findPrice({
  provider,
  model,
  given,
}: {
  provider: Provider
  model: string
  given: Price | undefined
}): Price | undefined {
  if (given !== undefined) return validate(given)
  if (provider.keyOptional && provider.baseUrl === undefined) return { perMillionTokens: 0 }
  return priceTable.find((listed) => listed.model === `${provider.name}:${model}`)
}

function validate(price: Price): Price {
  const amounts = [price?.perMillionTokens, price?.perThousandSearchUnits].filter((amount) => amount !== undefined)
  if (amounts.length === 0 || amounts.some((amount) => !Number.isFinite(amount) || amount < 0)) {
    throw new SecondpassError({
      code: 'invalid_request',
      message: '`price` must have `perMillionTokens` or `perThousandSearchUnits`, in US dollars of 0 or more.',
    })
  }
  return price
}
