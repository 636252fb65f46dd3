import { invalidModel } from './invalid-model.ts'
import type { HuggingFaceConfig } from './manifest-schema.ts'
import { printable } from './printable.ts'

/** How a model's output becomes one logit. */
export type ScoreHead =
  /** One number: the logit itself. */
  | { readonly kind: 'one-logit' }
  /** One number a label: log P(relevant) − log P(irrelevant), which is the difference of the two. */
  | { readonly kind: 'two-labels'; readonly relevant: 0 | 1 }
  /**
   * A language model's next token: the logit of its "yes", less that of its "no" where there is one. Without ids, they are
   * the tokens of these names.
   */
  | { readonly kind: 'yes-no'; readonly ids?: { readonly yes: number; readonly no?: number } }

/** The head of a sequence-classification model, and the scale of its scores, by its configuration. The one place that decides. */
export function readScoreHead(config: HuggingFaceConfig): { head: ScoreHead; scale: 'logit' | 'sigmoid' } {
  const names = Object.entries(config.id2label ?? {})
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, name]) => name)
  const labels = config.num_labels ?? (names.length || 1)
  if (labels === 1) return { head: { kind: 'one-logit' }, scale: scaleOf(config) }
  // Softmax over two labels is the sigmoid of their difference, so such models need no third scale.
  if (labels === 2) return { head: { kind: 'two-labels', relevant: relevantLabel(names) }, scale: 'sigmoid' }
  throw invalidModel(
    `has ${labels} labels${names.length > 0 ? ` (${printable(names.join(', '))})` : ''}. A reranker has one or two`,
  )
}

export function scaleOf({
  sentence_transformers,
  sbert_ce_default_activation_function,
}: HuggingFaceConfig): 'logit' | 'sigmoid' {
  const name =
    sentence_transformers?.activation_fn ??
    sbert_ce_default_activation_function ??
    'torch.nn.modules.activation.Sigmoid'
  if (name.endsWith('.Identity')) return 'logit'
  if (name.endsWith('.Sigmoid')) return 'sigmoid'
  throw invalidModel(`names the activation ${printable(name)}. Sigmoid and Identity are supported`)
}

const relevantNames = /^(relevant|yes|true|positive|pos|1)$/i
const irrelevantNames = /^(irrelevant|not[ _-]?relevant|non[ _-]?relevant|no|false|negative|neg|0)$/i

function relevantLabel(names: readonly string[]): 0 | 1 {
  const plain = names.length === 0 || names.every((name, index) => name === `LABEL_${index}`)
  if (plain) return 1
  const relevant = names.findIndex((name) => relevantNames.test(name))
  if (relevant === 0 || relevant === 1) return relevant
  const irrelevant = names.findIndex((name) => irrelevantNames.test(name))
  if (irrelevant === 0 || irrelevant === 1) return irrelevant === 0 ? 1 : 0
  throw invalidModel(`has the labels ${printable(names.join(' and '))}, and neither says that it means "relevant"`)
}

/** One logit out of the model's output for one pair. */
export function logitOf({
  head,
  data,
  dims,
}: {
  head: ScoreHead
  data: ArrayLike<number | bigint>
  dims: readonly number[]
}): number {
  const shape = `[${dims.join(', ')}]`
  if (head.kind === 'yes-no') {
    const { yes, no } = head.ids ?? {}
    const vocabulary = dims.at(-1) ?? 0
    if (yes === undefined || dims.length < 2 || Math.max(yes, no ?? 0) >= vocabulary)
      throw invalidModel(`answers with the shape ${shape}, which does not hold its "yes" and "no"`)
    // The last position's logits: those of the token that would follow the prompt.
    const start = data.length - vocabulary
    return Number(data[start + yes]) - (no === undefined ? 0 : Number(data[start + no]))
  }
  const expected = head.kind === 'one-logit' ? 1 : 2
  if (data.length !== expected) throw invalidModel(`answers one pair with the shape ${shape}; ${expected} expected`)
  if (head.kind === 'one-logit') return Number(data[0])
  return Number(data[head.relevant]) - Number(data[1 - head.relevant])
}
