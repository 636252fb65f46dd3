import { InferenceSession } from 'onnxruntime-node'
import { afterAll, describe, expect, it } from 'vitest'
import { graphWith, initializer, input, node, tensor } from '../testing/hostile-graph.ts'
import { block, number, text } from '../testing/protobuf-writer.ts'
import { ScratchFolder } from '../testing/scratch-folder.ts'
import { encodeGraph } from '../testing/small-graph.ts'
import { sumGraph } from '../testing/small-models.ts'
import { checkGraph, newest } from './check-graph.ts'
import { summarizeGraph } from './summarize-graph.ts'

const scratch = new ScratchFolder()
afterAll(() => scratch.remove())

function check(content: Uint8Array): void {
  const file = scratch.write('model.onnx', content)
  checkGraph({ summary: summarizeGraph(file), file, roots: [scratch.path], knownInputs: new Set(['input_ids']) })
}
const opset = (domain: string, version: number) => block(8, [text(1, domain), number(2, version)])

describe('a graph', () => {
  it('may list domains that it does not use, as optimizers do', () => {
    check(graphWith({ model: [opset('com.example', 3), opset('com.microsoft.nchwc', 1)] }))
  })

  it('may use what optimizers and quantizers put in', () => {
    check(
      graphWith({
        graph: ['BiasGelu', 'MatMulNBits', 'SkipLayerNormalization'].map((name) => node(name, 'com.microsoft')),
      }),
    )
  })

  it('may have weights in files, several in one', () => {
    scratch.write('w.bin', Buffer.alloc(64))
    const at = (offset: string) =>
      initializer(tensor({ dims: [8], external: { location: 'w.bin', offset, length: '32' } }))
    check(graphWith({ graph: [at('0'), at('32')] }))
  })

  it.each<[string, string, Uint8Array]>([
    ['an operator from elsewhere', 'the domain "a?b"', graphWith({ graph: [node('X', 'a\u001bb')] })],
    ['operators of machine learning', 'ai.onnx.ml', graphWith({ graph: [node('TreeEnsemble', 'ai.onnx.ml')] })],
    ['an operator that decodes', 'not among those allowed', graphWith({ graph: [node('EPContext', 'com.microsoft')] })],
    ['a scan by another name of the domain', '(Scan)', graphWith({ graph: [node('Scan', 'ai.onnx')] })],
    ['another input', '"pixels"', graphWith({ graph: [input('pixels')] })],
    ['no input', 'takes no input', encodeGraph({ ...sumGraph(), inputs: [] })],
  ])('is refused with %s', (_, words, content) => {
    expect(() => check(content)).toThrow(
      expect.objectContaining({ code: 'invalid_model', message: expect.stringContaining(words) }),
    )
  })
})

describe('the newest versions', () => {
  const open = async (content: Uint8Array) =>
    await InferenceSession.create(content, { logSeverityLevel: 4 }).then(
      async (session) => {
        await session.release()
        return true
      },
      () => false,
    )

  it('are those that the runtime reads', async () => {
    for (const more of [0, 1]) {
      const contents = [
        graphWith({ model: [opset('', newest.opset + more)] }),
        graphWith({ model: [number(1, newest.irVersion + more)] }),
      ]
      for (const content of contents) expect(await open(content)).toBe(more === 0)
    }
  })

  it('are allowed, and newer ones refused with what to do', () => {
    check(graphWith({ model: [opset('', newest.opset), number(1, newest.irVersion)] }))
    expect(() => check(graphWith({ model: [opset('', newest.opset + 1)] }))).toThrow('Export it with a lower opset')
    expect(() => check(graphWith({ model: [number(1, newest.irVersion + 1)] }))).toThrow('Export it with an older onnx')
  })
})
