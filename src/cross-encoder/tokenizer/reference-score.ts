/**
 * A score of a `tokenizer.json` as the reference reads it: all digits as one number, which is then divided by a power of
 * ten. Both steps round, so that most scores of 17 digits are off by their last bit. That decides between ways to cut a word
 * whose sums are equal but for rounding, as of one sign many times.
 */
export function referenceScore(score: number): number {
  const found = /^(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(Math.abs(score)))
  if (found === null) return score
  const [, whole = '', fraction = '', exponent = '0'] = found
  const places = fraction.length - Number(exponent)
  // Numbers outside of this are read in another way, and are no scores.
  if (places < 0 || places > 300) return score
  return (Math.sign(score) * Number(whole + fraction)) / Number(`1e${places}`)
}
