import { invalidModel } from './invalid-model.ts'
import type { ModelDescription } from './model-description.ts'
import type { PairEncoder } from './pair-encoder.ts'
import { PromptEncoder } from './prompt-encoder.ts'
import { renderPrompt } from './render-prompt.ts'
import type { ScoreHead } from './score-head.ts'
import { TemplateEncoder } from './template-encoder.ts'
import { readTokenizerJson } from './tokenizer/read-tokenizer-json.ts'
import { TextTokenizer } from './tokenizer/text-tokenizer.ts'

/** Loads what turns pairs into tokens, and settles which tokens a causal model's answers are. */
export async function loadPairEncoder({
  folder,
  head,
  prompt,
}: ModelDescription): Promise<{ encoder: PairEncoder; head: ScoreHead }> {
  const json = await readTokenizerJson(folder)
  const tokenizer = TextTokenizer.fromJson(json)
  if (prompt === undefined) return { encoder: new TemplateEncoder(tokenizer), head }
  const plain = TextTokenizer.fromJson(json, { addedTokens: false })
  const encoder = new PromptEncoder({ tokenizer, plain, prompt: renderPrompt(prompt) })
  if (head.kind !== 'yes-no' || head.ids !== undefined) return { encoder, head }
  return { encoder, head: { kind: 'yes-no', ids: { yes: idOf('yes', plain), no: idOf('no', plain) } } }
}

function idOf(answer: string, tokenizer: TextTokenizer): number {
  const [id, ...rest] = tokenizer.encode(answer)
  if (id === undefined || rest.length > 0) throw invalidModel(`has a tokenizer without a token "${answer}"`)
  return id
}
