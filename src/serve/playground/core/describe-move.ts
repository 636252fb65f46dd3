import type { Move } from './list-moves.ts'

/** A move as a sign for the eye, and as words for the ear. */
export function describeMove({ direction, distance, from }: Move): { sign: string; words: string } {
  if (direction === 'up') return { sign: `↑${distance}`, words: `up ${distance}, from place ${from}` }
  if (direction === 'down') return { sign: `↓${distance}`, words: `down ${distance}, from place ${from}` }
  if (direction === 'same') return { sign: '=', words: 'same place' }
  if (direction === 'gone') return { sign: '–', words: 'not returned' }
  return { sign: '+', words: 'only here' }
}
