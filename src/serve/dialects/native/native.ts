import { z } from 'zod'
import { type Dialect, defineDialect } from '../dialect.ts'
import { exampleDocuments, exampleQuery } from '../example-texts.ts'
import { documentList, fields } from '../reading/body-fields.ts'
import { makeRequest } from '../reading/make-request.ts'
import { readDocuments } from '../reading/read-documents.ts'
import { onlyAnswer } from '../writing/only-answer.ts'
import { nativeResponse } from './native-response.ts'
import { writeNative } from './write-native.ts'

const request = z.object({
  model: fields.model,
  query: fields.query,
  documents: documentList.describe('Texts, or objects with a text or the named fields.'),
  fields: fields.fieldNames.describe('Fields of objects that are read, joined by a line break. Default: text.'),
  topK: fields.count.describe('Results that come back. Default: all.'),
  depth: fields.count.describe('Candidates that are scored, from the top of the list. Default: the model’s.'),
  priority: fields.priority,
  maxDocumentTokens: fields.atLeast1.describe('Tokens that are read of a document. Default: what the model reads.'),
  maxChunks: fields.atLeast1.describe('Parts in which a long document is read; the best one counts.'),
  returnDocuments: fields.flag.describe('Whether documents come back. Default: false.'),
})

/** The library's own request and response, as JSON. */
export const native: Dialect = defineDialect({
  name: 'native',
  title: 'secondpass',
  paths: ['/secondpass/v1/rerank'],
  request,
  response: nativeResponse,
  failure: z.object({ error: z.object({ code: z.string(), message: z.string(), requestId: z.string() }) }),
  example: { query: exampleQuery, documents: [exampleDocuments[0], { id: 'b', text: exampleDocuments[1] }], topK: 2 },
  read: ({ fields: names, ...body }) => [
    makeRequest({ ...body, documents: readDocuments({ documents: body.documents, fields: names, named: 'fields' }) }),
  ],
  write: ({ body, answers, requestId }) =>
    writeNative({ answer: onlyAnswer(answers), requestId, returnDocuments: body.returnDocuments ?? false }),
  writeFailure: ({ error: { code, message }, requestId }) => ({ error: { code, message, requestId } }),
})
