/** Architectures whose token ids and logits are held against the Python reference in this project's tests (docs/models.md). */
export const provenArchitectures: ReadonlySet<string> = new Set([
  'bert',
  'camembert',
  'deberta',
  'deberta-v2',
  'distilbert',
  'electra',
  'modernbert',
  'mpnet',
  'new',
  'qwen3',
  'roberta',
  'xlm-roberta',
])
