import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { SecondpassError } from '../../reranker/index.ts'
import { tinyBert } from '../testing/fixtures.ts'
import { graphWith, initializer, nested, node, tensor } from '../testing/hostile-graph.ts'
import { ScratchFolder } from '../testing/scratch-folder.ts'
import { checkGraph } from './check-graph.ts'
import { summarizeGraph } from './summarize-graph.ts'

const scratch = new ScratchFolder()
afterAll(() => scratch.remove())

/** Whatever the bytes are, they are accepted or refused, and soon. */
function survives(content: Uint8Array): void {
  const file = scratch.write('model.onnx', content)
  const startedAt = performance.now()
  try {
    checkGraph({ summary: summarizeGraph(file), file, roots: [scratch.path], knownInputs: new Set(['input_ids']) })
  } catch (error) {
    if (!SecondpassError.isInstance(error)) throw error
    expect(error.code).toBe('invalid_model')
    expect(error.message).not.toContain(scratch.path)
    expect(error.message.length).toBeLessThan(400)
  }
  expect(performance.now() - startedAt).toBeLessThan(2000)
}

const small = graphWith({
  graph: [
    initializer(tensor({ dims: [2], type: 3, raw: Buffer.from([1, 2]), external: { location: 'w', offset: '1' } })),
    nested(3, [node('Relu', 'com.microsoft')]),
  ],
})

describe('the walk over a graph survives', () => {
  it('random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (content) => survives(content)),
      { numRuns: 500 },
    )
  })

  it.each([
    ['a small graph', small],
    ['a whole one', readFileSync(`${tinyBert}/onnx/model.onnx`)],
  ])('changes and cuts of %s', (_, original) => {
    const place = fc.nat(original.length - 1)
    fc.assert(
      fc.property(fc.array(fc.tuple(place, fc.nat(255)), { maxLength: 8 }), place, (changes, end) => {
        const content = Buffer.from(original)
        for (const [at, byte] of changes) content[at] = byte
        survives(content)
        survives(content.subarray(0, end))
      }),
      { numRuns: 300 },
    )
  })
})
