import { stemmer } from 'stemmer'

const stopWords: ReadonlySet<string> = new Set(
  `a an and are as at be but by for from had has have he her his i if in into is it its no not of on or she such that the
  their then there these they this to was we were which will with you`.split(/\s+/),
)
/** Words repeat, and stemming one is far slower than looking it up. */
const stems = new Map<string, string>()

/** A text's terms: runs of letters and digits, lower case, without stop words, stemmed by Porter's algorithm. */
export function analyzeEnglish(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  return words.filter((word) => !stopWords.has(word)).map(stem)
}

function stem(word: string): string {
  let stemmed = stems.get(word)
  if (stemmed === undefined) {
    stemmed = stemmer(word)
    stems.set(word, stemmed)
  }
  return stemmed
}
