import type { Model } from './make-model.ts'

/** Texts repeat their words: how many are remembered, and how long they may be. */
const limits = { words: 10_000, characters: 64 }

/** A model that looks up the words it has seen lately. */
export function rememberWords(model: Model): Model {
  const known = new Map<string, number[]>()
  return {
    ...model,
    tokenize: (word) => {
      if (word.length > limits.characters) return model.tokenize(word)
      let ids = known.get(word)
      if (ids === undefined) {
        ids = model.tokenize(word)
        if (known.size >= limits.words) known.clear()
        known.set(word, ids)
      }
      return ids
    },
  }
}
