import type { Model } from './make-model.ts'

/** The model WordPiece: the longest known piece from the left, again and again. */
export function makeWordPiece({
  vocab,
  unknown,
  prefix,
  longest,
}: {
  vocab: ReadonlyMap<string, number>
  unknown: number
  /** Stands before pieces that continue a word. */
  prefix: string
  /** Characters that a word may have; a longer one is unknown. */
  longest: number
}): Model {
  return {
    tokenize: (word) => {
      if (word.length > longest && Array.from(word).length > longest) return [unknown]
      const ids: number[] = []
      let start = 0
      while (start < word.length) {
        let end = word.length
        let id: number | undefined
        for (; end > start; end--) {
          const piece = word.slice(start, end)
          id = vocab.get(start === 0 ? piece : prefix + piece)
          if (id !== undefined) break
        }
        if (id === undefined) return [unknown]
        ids.push(id)
        start = end
      }
      return ids
    },
  }
}
