import { Template } from '@huggingface/jinja'
import { invalidModel } from './invalid-model.ts'
import { type PromptDescription, type PromptText, qwenPrompt } from './rerank-prompt.ts'
import { runLimited } from './run-limited.ts'

// Code points that are no characters, and so in no text, to find the places of query and document by.
const [queryMark, documentMark] = ['\ufdd0', '\ufdd1']
/** A template is a program, and may run for ever; those in use take less than one. */
const milliseconds = 300

/**
 * The prompt's text around query and document: the folder's template is rendered once, with marks in their place, so that
 * a template never sees a user's text.
 *
 * @throws SecondpassError `invalid_model` for a template that fails, takes too long, or has no place for both.
 */
export function renderPrompt({ template, instruction }: PromptDescription): PromptText {
  if (template === undefined) return qwenPrompt(instruction)
  let problem: unknown
  // Templates want a message's content as text or as a list of parts; which, shows by what becomes of the marks.
  for (const wrap of [(text: string) => text, (text: string) => [{ type: 'text', text }]]) {
    const messages = [
      ...(instruction === undefined ? [] : [{ role: 'system', content: wrap(instruction) }]),
      { role: 'query', content: wrap(queryMark) },
      { role: 'document', content: wrap(documentMark) },
    ]
    try {
      const found = splitAtMarks(runLimited({ work: () => new Template(template).render({ messages }), milliseconds }))
      if (found !== undefined) return found
    } catch (error) {
      problem ??= error
    }
  }
  if (problem !== undefined) throw invalidModel('has a chat template that fails, or takes too long', problem)
  throw invalidModel(
    'has a chat template that does not show a message of the role "query" and behind it one of the role "document", once each',
  )
}

function splitAtMarks(text: string): PromptText | undefined {
  const [before, rest, ...moreQueries] = text.split(queryMark)
  const [between, after, ...moreDocuments] = rest?.split(documentMark) ?? []
  if (before === undefined || between === undefined || after === undefined) return undefined
  if (moreQueries.length + moreDocuments.length > 0 || before.includes(documentMark)) return undefined
  return { before, between, after }
}
