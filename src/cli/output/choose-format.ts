import pico from 'picocolors'
import type { InputDocument } from '../input/query-input.ts'
import type { RerankOptions } from '../rerank-options.ts'
import { jsonFormat, jsonLinesFormat } from './json-formats.ts'
import type { OutputFormat } from './query-output.ts'
import { tableFormat } from './table-format.ts'
import { trecFormat } from './trec-format.ts'

/** The form of output that the options ask for; a table where they ask for none. */
export function chooseFormat({ options, batch }: { options: RerankOptions; batch: boolean }): OutputFormat {
  // Documents of a corpus are not repeated: their ids lead back to them.
  const documents = options.corpus === undefined
  if (options.trec) return trecFormat()
  if (options.jsonl) return jsonLinesFormat({ documents })
  if (options.json) return jsonFormat({ batch, documents })
  // `isTTY` is undefined in a pipe, and picocolors takes undefined for "as the environment says": CI's says yes.
  const toTerminal = options.output === undefined && process.stdout.isTTY === true
  return tableFormat({ color: toTerminal && pico.isColorSupported, textOf: shownText(options) })
}

/** What the table shows of a document: the fields that are scored. */
function shownText({ fields, corpus }: RerankOptions): (document: InputDocument) => string {
  const names = fields ?? (corpus === undefined ? ['text'] : ['title', 'text'])
  return (document) => {
    if (typeof document === 'string') return document
    return names
      .map((name) => document[name])
      .filter((part) => typeof part === 'string')
      .join(' ')
  }
}
