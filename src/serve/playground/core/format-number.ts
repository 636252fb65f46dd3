/** A score with four digits behind the point; smaller ones in powers of ten, so that they do not all read 0.0000. */
export function formatScore(score: number): string {
  return score !== 0 && Math.abs(score) < 0.0001 ? score.toExponential(1) : score.toFixed(4)
}

/** Milliseconds for people: `8.4 ms`, `132 ms`, `2.41 s`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toFixed(2)} s`
  return `${milliseconds >= 10 ? Math.round(milliseconds) : milliseconds.toFixed(1)} ms`
}

/** A count with separators: `12,345`. */
export function formatCount(count: number): string {
  return count.toLocaleString('en')
}

/** US dollars, as small as they come. */
export function formatCost(dollars: number): string {
  return `$${dollars >= 0.01 || dollars === 0 ? dollars.toFixed(2) : Number(dollars.toPrecision(2)).toFixed(6)}`
}
