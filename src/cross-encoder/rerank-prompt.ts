/** The prompt in which a causal language model answers whether a document is relevant, as three pieces of text. */
export interface PromptText {
  /** From the start to where the query begins. */
  readonly before: string
  /** Between query and document. */
  readonly between: string
  /** From the document's end to where the model answers. */
  readonly after: string
}

/** What a folder says of its prompt; plain data. */
export interface PromptDescription {
  /** A Jinja template over messages of the roles `system`, `query` and `document`; absent: Qwen3-Reranker's own prompt. */
  readonly template?: string
  /** What the model is told to look for. */
  readonly instruction?: string
}

/** The instruction that Qwen3-Reranker was trained with. */
const defaultInstruction = 'Given a web search query, retrieve relevant passages that answer the query'

/** Qwen3-Reranker's prompt as its authors publish it (https://huggingface.co/Qwen/Qwen3-Reranker-0.6B). */
export function qwenPrompt(instruction: string = defaultInstruction): PromptText {
  return {
    before:
      '<|im_start|>system\nJudge whether the Document meets the requirements based on the Query and the Instruct ' +
      'provided. Note that the answer can only be "yes" or "no".<|im_end|>\n<|im_start|>user\n' +
      `<Instruct>: ${instruction}\n<Query>: `,
    between: '\n<Document>: ',
    after: '<|im_end|>\n<|im_start|>assistant\n<think>\n\n</think>\n\n',
  }
}
