import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Tokenizer } from '@huggingface/tokenizers'
import type { Candidates } from '../make-candidates.ts'
import { paths } from '../paths.ts'

/** A query and a document as the model reads them. */
export interface TokenPair {
  readonly ids: BigInt64Array
  readonly typeIds: BigInt64Array
}

/** Makes the function that tokenizes a candidate with the query. */
export function openTokenizer({ query, documents }: Candidates): (index: number) => TokenPair {
  const read = (name: string): object => JSON.parse(readFileSync(join(paths.model, name), 'utf8')) as object
  const tokenizer = new Tokenizer(read('tokenizer.json'), read('tokenizer_config.json'))
  return (index) => {
    const text_pair = documents[index] as string
    const { ids, token_type_ids } = tokenizer.encode(query, { text_pair, return_token_type_ids: true })
    return { ids: BigInt64Array.from(ids, BigInt), typeIds: BigInt64Array.from(token_type_ids, BigInt) }
  }
}

/** Tokenizes all candidates. */
export function tokenizePairs(candidates: Candidates): TokenPair[] {
  return [...candidates.documents.keys()].map(openTokenizer(candidates))
}
