import { closest, distance } from 'fastest-levenshtein'
import { z } from 'zod'

/** A schema for each key of a type, so that a key that one of the two lacks does not compile. */
export type ShapeOf<T> = { readonly [Key in keyof Required<T>]: z.ZodType<T[Key]> }

/** An object without other keys: a word that is mistyped must not be a setting that does not hold. */
export function strictObject<Shape extends z.core.$ZodLooseShape>(shape: Shape): z.ZodObject<Shape, z.core.$strict> {
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code !== 'unrecognized_keys') return undefined
      return issue.keys.map((key) => `there is no key \`${key}\`.${suggest(key, Object.keys(shape))}`).join(' ')
    },
  })
}

/** ` Did you mean …?` where a known word is near, else nothing. */
export function suggest(word: string, known: readonly string[]): string {
  if (known.length === 0) return ''
  const near = closest(word.toLowerCase(), [...known])
  return distance(word.toLowerCase(), near.toLowerCase()) <= Math.max(2, near.length / 3)
    ? ` Did you mean \`${near}\`?`
    : ''
}
