import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readModelFolder } from './read-model-folder.ts'
import { ScoringModel } from './scoring-model.ts'
import type { PairScore } from './scoring-task.ts'
import { embeddedModel, readSelfCheck, tinyBert, tinyBertStaged } from './testing/fixtures.ts'
import { failureOf } from './testing/scripted-workers.ts'
import { encodeGraph, type GraphNode, type SmallGraph } from './testing/small-graph.ts'
import { type ModelFiles, manifest, SmallModels, sumGraph } from './testing/small-models.ts'

async function score(model: ScoringModel, query: string, text: string, maxTokens = 128): Promise<PairScore> {
  return (await model.perform({ kind: 'score', query, text, maxTokens })) as PairScore
}

describe.each([
  ['the embedded model', embeddedModel],
  ['tiny-bert in stages', tinyBertStaged],
])('%s', (_, folder) => {
  const { pairs, tolerance } = readSelfCheck(folder)
  let model: ScoringModel
  beforeAll(async () => {
    model = await ScoringModel.load(readModelFolder(folder))
    return () => model.release()
  })

  it.each(pairs)('passes its own check: $query – $document', async ({ query, document, logits }) => {
    const { logit } = await score(model, query, document)
    expect(Math.abs(logit - (logits.at(-1) as number))).toBeLessThanOrEqual(tolerance)
  })
})

describe('a model in stages', () => {
  it('scores as the same model in one graph', async () => {
    const [whole, staged] = await Promise.all(
      [tinyBert, tinyBertStaged].map((folder) => ScoringModel.load(readModelFolder(folder))),
    )
    for (const text of ['the river', '', 'Old workers finish their requests. '.repeat(30), '河水 🌊']) {
      const [one, other] = [
        await score(whole as ScoringModel, 'sea', text),
        await score(staged as ScoringModel, 'sea', text),
      ]
      expect(Math.abs(one.logit - other.logit)).toBeLessThan(1e-5)
      expect(other).toMatchObject({ tokens: one.tokens, fingerprint: one.fingerprint })
    }
    await Promise.all([whole?.release(), staged?.release()])
  })
})

describe('a pair’s score', () => {
  let model: ScoringModel
  beforeAll(async () => {
    model = await ScoringModel.load(readModelFolder(tinyBert))
    return () => model.release()
  })

  it('has one fingerprint for texts that read the same, and others for others', async () => {
    const fingerprints = async (...texts: string[]) =>
      await Promise.all(texts.map(async (text) => (await score(model, 'sea', text)).fingerprint))
    const [small, large, spaced, other, swapped] = await fingerprints(
      'the sea',
      'The SEA',
      ' the\tsea',
      'a sea',
      'sea the',
    )
    expect([large, spaced]).toEqual([small, small])
    expect(new Set([small, other, swapped]).size).toBe(3)
  })

  it('is not that of the query before, nor of another limit', async () => {
    const [sea, river] = [await score(model, 'sea', 'the water'), await score(model, 'a long cold river', 'the water')]
    const cut = await score(model, 'a long cold river in the old town', 'the water', 8)
    expect(cut.queryTruncated).toBe(true)
    expect((await score(model, 'sea', 'the water')).logit).toBe(sea.logit)
    expect((await score(model, 'a long cold river', 'the water')).logit).toBe(river.logit)
    expect(river.logit).not.toBe(sea.logit)
  })
})

describe('a model of one’s own', () => {
  const models = new SmallModels()
  afterAll(() => models.remove())
  let count = 0

  async function load(files: ModelFiles): Promise<ScoringModel> {
    return await ScoringModel.load(readModelFolder(models.make(`model-${count++}`, files)))
  }
  const graph = (content: SmallGraph) => ({ 'onnx/model.onnx': encodeGraph(content) })

  it('may have a graph that takes token ids alone, and name its output as it likes', async () => {
    const model = await load(graph(sumGraph({ output: 'relevance' })))
    const { logit, tokens } = await score(model, 'a', 'a')
    expect(tokens).toBe(5)
    expect(logit).toBe(2 * 43 + 2 + 2 * 3)
  })

  it('may have other outputs beside its logits', async () => {
    const { outputs, nodes, ...rest } = sumGraph()
    const model = await load(
      graph({
        ...rest,
        nodes,
        outputs: [{ name: 'numbers', type: 'float', shape: ['batch', 'tokens'] }, ...outputs],
      }),
    )
    expect((await score(model, 'a', 'a')).logit).toBe(94)
  })

  it('passes a stage’s output on to the input of that name', async () => {
    const first = sumGraph({ output: 'state', factor: [3] })
    const second: SmallGraph = {
      inputs: [{ name: 'state_in', type: 'float', shape: ['batch', 1] }],
      outputs: [{ name: 'logits', type: 'float', shape: ['batch', 1] }],
      nodes: [{ operator: 'Neg', inputs: ['state_in'], outputs: ['logits'] }],
    }
    const model = await load({
      'secondpass.json': { ...manifest, stages: [{ file: 'first.onnx' }, { file: 'second.onnx' }] },
      'first.onnx': encodeGraph(first),
      'second.onnx': encodeGraph(second),
    })
    expect((await score(model, 'a', 'a')).logit).toBe(-3 * 94)
  })

  it('may have inputs for a cache, which is given empty, and for how many answers to give: one', async () => {
    const { nodes, inputs, ...rest } = sumGraph({ output: 'own' })
    const model = await load(
      graph({
        ...rest,
        inputs: [
          ...inputs,
          { name: 'past_key_values.0.key', type: 'float', shape: ['batch', 2, 'past', 4] },
          { name: 'past_key_values.0.value', type: 'float16', shape: ['batch', 2, 'past', 4] },
          { name: 'num_logits_to_keep', type: 'int64', shape: [] },
        ],
        outputs: [{ name: 'logits', type: 'float', shape: ['batch', 1] }],
        nodes: [
          ...nodes,
          { operator: 'Cast', inputs: ['past_key_values.0.value'], outputs: ['value'], integers: { to: 1 } },
          { operator: 'ReduceSum', inputs: ['past_key_values.0.key'], outputs: ['key_sum'], integers: { keepdims: 0 } },
          { operator: 'ReduceSum', inputs: ['value'], outputs: ['value_sum'], integers: { keepdims: 0 } },
          { operator: 'Cast', inputs: ['num_logits_to_keep'], outputs: ['kept'], integers: { to: 1 } },
          { operator: 'Sum', inputs: ['own', 'key_sum', 'value_sum', 'kept'], outputs: ['logits'] },
        ],
      }),
    )
    expect((await score(model, 'a', 'a')).logit).toBe(94 + 1)
  })

  it.each([
    ['bert', 0 + 1 + 2 + 3 + 4],
    ['roberta', 2 + 3 + 4 + 5 + 6],
  ])('of the kind %s numbers positions as that does', async (model_type, sum) => {
    const { inputs, nodes, ...rest } = sumGraph()
    const [cast, ...others] = nodes as [GraphNode, ...GraphNode[]]
    const positions = { name: 'position_ids', type: 'int64', shape: ['batch', 'tokens'] } as const
    const files = graph({
      ...rest,
      inputs: [...inputs, positions],
      nodes: [{ ...cast, inputs: ['position_ids'] }, ...others],
    })
    const model = await load({ ...files, 'config.json': { model_type, pad_token_id: 1 } })
    expect((await score(model, 'a', 'a')).logit).toBe(sum)
  })

  it('is refused with a cache that does not say of what shape it is', async () => {
    const { inputs, ...rest } = sumGraph()
    const vague = { name: 'past_key_values.0.key', type: 'float', shape: ['batch', 'heads', 'past', 4] } as const
    const failure = await failureOf(load(graph({ ...rest, inputs: [...inputs, vague] })))
    expect(failure).toMatchObject({ code: 'invalid_model', message: expect.stringContaining(vague.name) })
  })

  it('gives what its graph gives, were it not a number', async () => {
    const model = await load(graph(sumGraph({ factor: [Number.NaN] })))
    expect((await score(model, 'a', 'a')).logit).toBeNaN()
  })

  it.each([
    ['bytes that are no graph', { 'onnx/model.onnx': 'garbage' }, 'not an ONNX model'],
    ['an empty file', { 'onnx/model.onnx': '' }, 'holds no graph'],
    ['weights outside of its folder', graph(sumGraph({ factor: '../../weights.bin' })), '"../../weights.bin"'],
    ['weights at an absolute path', graph(sumGraph({ factor: '/etc/hostname' })), '"/etc/hostname"'],
    ['weights that are missing', graph(sumGraph({ factor: 'weights.bin' })), '"weights.bin", which is missing'],
    [
      'an operator that nobody knows',
      graph({ ...sumGraph(), nodes: [{ operator: 'Guess', inputs: ['input_ids'], outputs: ['logits'] }] }),
      'the runtime cannot load',
    ],
    [
      'an input that nothing gives',
      graph({ ...sumGraph(), inputs: [...sumGraph().inputs, { name: 'pixels', type: 'int64', shape: [1] }] }),
      'pixels',
    ],
  ])('is refused when it has %s', async (_, files, problem) => {
    const failure = await failureOf(load(files))
    expect(failure).toMatchObject({ code: 'invalid_model', message: expect.stringContaining(problem) })
    expect(failure.message).not.toContain(models.root)
  })

  it('may give half-precision scores', async () => {
    const nodes = [
      ...sumGraph().nodes,
      { operator: 'Cast', inputs: ['logits'], outputs: ['half'], integers: { to: 10 } },
    ]
    const outputs = [{ name: 'half', type: 'float16', shape: ['batch', 1] }] as const
    const model = await load(graph({ ...sumGraph(), outputs, nodes }))
    expect((await score(model, 'a', 'a')).logit).toBe(94)
  })

  it('is refused when a stage before the last passes nothing on', async () => {
    const stages = [{ file: 'onnx/model.onnx' }, { file: 'onnx/model.onnx' }]
    const failure = await failureOf(load({ 'secondpass.json': { ...manifest, stages } }))
    expect(failure).toMatchObject({ code: 'invalid_model', message: expect.stringContaining('nothing but scores') })
  })

  it.each([
    ['gives two scores', sumGraph({ factor: [1, 2] }), 'the shape [1, 2]; 1 expected'],
    [
      'gives whole numbers',
      {
        ...sumGraph(),
        outputs: [{ name: 'whole', type: 'int64', shape: ['batch', 1] }],
        nodes: [...sumGraph().nodes, { operator: 'Cast', inputs: ['logits'], outputs: ['whole'], integers: { to: 7 } }],
      },
      'int64',
    ],
  ] as [string, SmallGraph, string][])(
    'is refused at its first pair when its graph %s',
    async (_, content, problem) => {
      const model = await load(graph(content))
      const failure = await failureOf(score(model, 'a', 'a'))
      expect(failure).toMatchObject({ code: 'invalid_model', message: expect.stringContaining(problem) })
    },
  )
})
