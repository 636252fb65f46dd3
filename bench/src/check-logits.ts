import { type ContestantName, contestants } from './contestants/contestants.ts'

/** One pair a run must give the same logits to the last bit, however it is run; otherwise not the same work is compared. */
export function checkLogits(logits: ReadonlyMap<ContestantName, readonly number[]>): void {
  const expected = logits.get('bareLoop') ?? []
  for (const [name, own] of logits) {
    if (name === 'transformers') continue // Padding changes dynamic int8 scores; the report says by how much.
    const different = expected.filter((logit, index) => logit !== own[index]).length
    if (different > 0 || expected.length === 0) {
      throw new Error(
        `${contestants[name].label} differs from the bare runtime in ${different} of ${own.length} logits.`,
      )
    }
  }
}
