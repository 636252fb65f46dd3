import { SecondpassError } from '../reranker/index.ts'

/** Graphs, tokenizers, descriptions and papers. Never pickled weights or code, which could run when loaded. */
const allowed: readonly RegExp[] = [
  /^(?:[^/]+\/)*[^/]+\.onnx(?:_data[^/]*|\.data)?$/,
  /^(?:config|tokenizer|tokenizer_config|special_tokens_map|added_tokens|vocab|modules)\.json$/,
  /^(?:config_sentence_transformers|sentence_bert_config|secondpass)\.json$/,
  /^\d{1,2}_[^/]+\/config\.json$/, // Of sentence-transformers' modules.
  /^chat_template\.jinja$/, // A text, which secondpass reads as data.
  /^(?:vocab|merges)\.txt$/,
  /^[^/]+\.model$/, // SentencePiece.
  /^README\.md$/,
  /^LICENSE[^/]*$/,
]

/** Whether the hub's downloader touches a file of that name. */
export function isAllowedFile(path: string): boolean {
  return isSafePath(path) && allowed.some((pattern) => pattern.test(path))
}

/** Whether a path stays below the folder it is joined to, on every operating system. */
export function isSafePath(path: string): boolean {
  if (path.length === 0 || path.length > 512) return false
  return path.split('/').every(
    (segment) =>
      segment.length > 0 &&
      segment.length <= 255 &&
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
      !/[\\:\u0000-\u001f]/.test(segment) &&
      !/[. ]$/.test(segment), // `.` and `..`; and what Windows drops, which makes another name of it.
  )
}

/** @throws SecondpassError `invalid_model` for a path that could lead out of the model's folder. */
export function checkSafePath(path: string, repository: string): void {
  if (isSafePath(path)) return
  throw new SecondpassError({
    code: 'invalid_model',
    message: `The hub lists a file of ${repository} under the unsafe name ${JSON.stringify(path.slice(0, 200))}; nothing of it is downloaded.`,
  })
}
