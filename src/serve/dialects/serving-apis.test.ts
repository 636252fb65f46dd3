import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { allInformation } from '../information/all-information.ts'
import { dialects } from './dialects.ts'

const text = readFileSync(new URL('../../../docs/serving-apis.md', import.meta.url), 'utf8')

it('docs/serving-apis.md names every path and every field of a body', () => {
  const paths = [...dialects, ...allInformation].flatMap((each) => each.paths)
  const fields = dialects.flatMap(({ request }) => Object.keys(request.shape))
  for (const name of new Set([...paths, ...fields])) expect(text).toContain(name)
})
