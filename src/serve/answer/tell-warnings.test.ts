import { expect, it } from 'vitest'
import { makeRequest } from '../dialects/reading/make-request.ts'
import { tellWarnings } from './tell-warnings.ts'

const documents = ['a', 'b', '', 'c'].map((text) => ({ text, source: text }))
const tell = (options: { depth?: number; own?: number; places?: number[] }): string[] =>
  tellWarnings({
    request: makeRequest({ query: 'q', documents, depth: options.own, places: options.places }),
    response: { warnings: [] },
    depth: options.depth,
  })

it('names the documents beyond the depth of the model, but those without text, which have a warning already', () => {
  expect(tell({ depth: 1 })).toEqual(['2 documents after the first 1 were not scored. Documents: 1, 3.'])
  expect(tell({ depth: 2 })).toEqual(['1 document after the first 2 was not scored. Documents: 3.'])
  expect(tell({ depth: 2, places: [4, 5, 6, 9] })).toEqual([
    '1 document after the first 2 was not scored. Documents: 9.',
  ])
})

it('says nothing where all are scored, or the client chose the depth', () => {
  for (const options of [{}, { depth: 4 }, { depth: 1, own: 1 }]) expect(tell(options)).toEqual([])
})
