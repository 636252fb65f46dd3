/**
 * About how many tokens a text has, without its tokenizer: one for four letters of the Latin alphabet, one for a sign of
 * other scripts. On the high side for most models, so that limits are kept.
 */
export function estimateTokens(text: string): number {
  let plain = 0
  let others = 0
  for (let index = 0; index < text.length; index++) {
    if (text.charCodeAt(index) < 0x250) plain++
    else others++
  }
  return Math.ceil(plain / 4 + others)
}
