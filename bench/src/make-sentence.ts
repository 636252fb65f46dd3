import type { SeededRandom } from './seeded-random.ts'
import { wordList } from './word-list.ts'

const openings = [
  'In most deployments,',
  'By default,',
  'As a result,',
  'After a crash,',
  'On a busy system,',
  'However,',
  '',
  '',
  '',
  '',
]
const links = ['because', 'when', 'while', 'after', 'before', 'unless', 'although', 'and', 'so that', 'until']
const ends = [
  'at startup',
  'without downtime',
  'under heavy load',
  'every few seconds',
  'on each node',
  'during an upgrade',
  '',
  '',
]

/** A sentence of technical prose: sound grammar, no meaning. */
export function makeSentence(random: SeededRandom): string {
  const parts = [random.pick(openings), clause(random)]
  if (random.next() < 0.55) parts.push(random.pick(links), clause(random))
  parts.push(random.pick(ends))
  const text = parts.filter((part) => part !== '').join(' ')
  return `${text[0]?.toUpperCase()}${text.slice(1)}.`
}

function clause(random: SeededRandom): string {
  const adverb = random.next() < 0.25 ? `${random.pick(wordList.adverbs)} ` : ''
  return `${subject(random)} ${adverb}${random.pick(wordList.verbs)} ${object(random)}`
}

function subject(random: SeededRandom): string {
  const adjective = random.next() < 0.5 ? `${random.pick(wordList.adjectives)} ` : ''
  const of = random.next() < 0.2 ? ` of the ${random.pick(wordList.nouns)}` : ''
  return `${random.pick(['the', 'the', 'each', 'this', 'every'])} ${adjective}${random.pick(wordList.nouns)}${of}`
}

function object(random: SeededRandom): string {
  const kind = random.next()
  if (kind < 0.3) return `${random.pick(wordList.plurals)} in ${random.pick(wordList.places)}`
  if (kind < 0.5) return `up to ${Math.ceil(random.next() * 500)} ${random.pick(wordList.plurals)}`
  if (kind < 0.65)
    return `the ${random.pick(wordList.nouns)}-${random.pick(wordList.nouns)} pair (${random.pick(wordList.adjectives)})`
  return `the ${random.pick(wordList.adjectives)} ${random.pick(wordList.nouns)} with ${random.pick(wordList.plurals)}`
}
