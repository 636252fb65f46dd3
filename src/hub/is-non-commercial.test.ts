import { expect, test } from 'vitest'
import { isNonCommercial } from './is-non-commercial.ts'

test.each(['CC-BY-NC-4.0', 'cc-by-nc-sa-4.0', 'cc-by-nc-nd-4.0', 'PolyForm-Noncommercial-1.0.0'])(
  '%s does',
  (licence) => expect(isNonCommercial(licence)).toBe(true),
)

test.each(['Apache-2.0', 'MIT', 'CC-BY-4.0', 'NCSA', 'BSD-3-Clause', 'other'])('%s does not', (licence) =>
  expect(isNonCommercial(licence)).toBe(false),
)
