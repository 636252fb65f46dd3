import { SecondpassError } from '../reranker/index.ts'
import { detectCpuFeatures } from './cpu-features.ts'
import { type Dtype, requireDtype, selectModelFiles } from './select-model-files.ts'

/** What describes a model and its tokenizer, and what its makers say of it. */
const described: readonly RegExp[] = [
  /^(?:secondpass|config|tokenizer|tokenizer_config|special_tokens_map)\.json$/,
  /^(?:modules|config_sentence_transformers|sentence_bert_config)\.json$/,
  /^\d{1,2}_[^/]+\/config\.json$/, // Of the modules that modules.json names.
  /^chat_template\.jinja$/,
  /^README\.md$/,
  /^LICENSE[^/]*$/,
]

/**
 * Makes the choice of the files of a repository that this machine needs to rerank with it: one graph with its weights, and
 * everything that describes it.
 */
export function selectRepositoryFiles({
  dtype,
}: {
  dtype?: Dtype | undefined
} = {}): (files: readonly { path: string }[]) => string[] {
  requireDtype(dtype)
  const cpu = detectCpuFeatures()
  return (files) => {
    const paths = files.map(({ path }) => path)
    const descriptions = paths.filter((path) => described.some((pattern) => pattern.test(path)))
    if (!paths.includes('tokenizer.json')) throw lacking('tokenizer.json')
    // Such a repository names its graphs itself, and there is only one set of them.
    if (paths.includes('secondpass.json')) return [...descriptions, ...paths.filter((path) => path.includes('.onnx'))]
    const { graph, externalData } = selectModelFiles({ files: paths, dtype, cpu })
    if (!paths.includes('config.json')) throw lacking('config.json')
    return [...descriptions, graph, ...externalData]
  }
}

function lacking(name: string): SecondpassError {
  return new SecondpassError({
    code: 'invalid_model',
    message: `The repository has no ${name}, which secondpass needs. Look for a conversion of the model to ONNX, such as those of onnx-community.`,
  })
}
