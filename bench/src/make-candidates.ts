import { makeSentence } from './make-sentence.ts'
import { SeededRandom } from './seeded-random.ts'

/** A query with its candidates. */
export interface Candidates {
  readonly query: string
  readonly documents: readonly string[]
}

/**
 * Candidates as a first stage would hand them over. Lengths are log-normal, as those of real passages are: many short ones
 * and a few long ones, which is what padding suffers from. With 100, a pair has about 107 tokens on average and 320 at most.
 */
export function makeCandidates(count: number): Candidates {
  const random = new SeededRandom(3)
  const documents = Array.from({ length: count }, () => {
    const words = Math.round(Math.min(235, Math.max(12, Math.exp(4.15 + 0.65 * random.normal()))))
    return makeDocument(random, words)
  })
  return { query: 'how does a database recover committed transactions after a crash', documents }
}

function makeDocument(random: SeededRandom, length: number): string {
  const words: string[] = []
  while (words.length < length) words.push(...makeSentence(random).split(' '))
  return `${words.slice(0, length).join(' ').replace(/\W*$/, '')}.`
}
